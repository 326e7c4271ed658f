namespace KubectlWebhookCert.X509.Signatures;

/// <summary>Why a signature does not count.</summary>
/// <param name="Kind">What is wrong.</param>
/// <param name="Text">Go's words, for example <c>x509: ECDSA verification failure</c> or <c>crypto/rsa: verification error</c>.</param>
public sealed record SignatureProblem(SignatureProblemKind Kind, string Text);
