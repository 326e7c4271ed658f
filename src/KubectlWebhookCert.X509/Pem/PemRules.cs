namespace KubectlWebhookCert.X509.Pem;

/// <summary>Whose reading of PEM counts. The two differ only on damaged text.</summary>
public enum PemRules
{
    /// <summary>Go since 1.25.4 and 1.24.10: from each END line back to the nearest BEGIN line.</summary>
    Current,

    /// <summary>Go before that: from each BEGIN line on to the next END line.</summary>
    Classic,
}
