namespace KubectlWebhookCert.X509;

/// <summary>Text in which no private key can be read.</summary>
/// <param name="message">Why, lower case, no full stop, nothing of what the text holds.</param>
/// <param name="innerException">What the decoder said, or null.</param>
public sealed class PrivateKeyFormatException(string message, Exception? innerException) : Exception(message, innerException);
