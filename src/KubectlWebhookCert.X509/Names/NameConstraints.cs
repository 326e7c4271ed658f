namespace KubectlWebhookCert.X509.Names;

/// <summary>For which names a CA may issue (RFC 5280 §4.2.1.10).</summary>
/// <param name="IsCritical">Whether the extension is marked critical.</param>
/// <param name="Permitted">If a kind has an entry here, names of the kind must be in one.</param>
/// <param name="Excluded">Names must be in none of these.</param>
public sealed record NameConstraints(bool IsCritical, NameSubtrees Permitted, NameSubtrees Excluded);
