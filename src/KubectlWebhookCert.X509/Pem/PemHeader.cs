namespace KubectlWebhookCert.X509.Pem;

/// <summary>A <c>Name: value</c> line at the start of a block (RFC 1421 §4.6), such as <c>Proc-Type: 4,ENCRYPTED</c>.</summary>
/// <param name="Name">Before the colon, without blanks around it.</param>
/// <param name="Value">After it, without blanks around it.</param>
public sealed record PemHeader(string Name, string Value);
