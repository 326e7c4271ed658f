namespace KubectlWebhookCert.X509.Extensions;

/// <summary>An extension (RFC 5280 §4.2) as it lies in the certificate.</summary>
/// <param name="Oid">Its identifier, dotted.</param>
/// <param name="IsCritical">Whether it is marked critical.</param>
/// <param name="Value">What its OCTET STRING holds.</param>
public sealed record CertificateExtension(string Oid, bool IsCritical, ReadOnlyMemory<byte> Value);
