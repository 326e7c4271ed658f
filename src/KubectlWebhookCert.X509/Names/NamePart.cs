namespace KubectlWebhookCert.X509.Names;

/// <summary>One attribute of a distinguished name (RFC 5280 §4.1.2.4).</summary>
/// <param name="Oid">Its type, dotted.</param>
/// <param name="Value">Its text.</param>
public sealed record NamePart(string Oid, string Value);
