namespace KubectlWebhookCert.Core.Owners;

/// <summary>What cert-manager writes on the Secrets of its Certificates.</summary>
/// <remarks>Source: cert-manager documentation, "Annotations" and "Labels".</remarks>
public static class CertManagerMarks
{
    /// <summary>Prefix of its annotations.</summary>
    public const string Prefix = "cert-manager.io/";

    /// <summary>Annotation that names the Certificate.</summary>
    public const string CertificateName = Prefix + "certificate-name";

    /// <summary>Label of a Secret that its controller keeps an eye on.</summary>
    public const string ControllerLabel = "controller.cert-manager.io/fao";

    /// <summary>The key of a Secret under which it writes the CA, which the injector takes.</summary>
    public const string AuthorityEntry = "ca.crt";
}
