namespace KubectlWebhookCert.X509;

/// <summary>Bytes that are not the certificate or key they should be.</summary>
/// <param name="what">What is wrong, lower case, no full stop, nothing of what the bytes hold.</param>
/// <param name="offset">Where, in bytes from the start of the encoding.</param>
/// <param name="innerException">What the decoder said, or null.</param>
public sealed class DerFormatException(string what, int offset, Exception? innerException)
    : Exception(FormattableString.Invariant($"{what} at offset {offset}"), innerException)
{
    /// <summary>Without a cause.</summary>
    /// <param name="what">What is wrong.</param>
    /// <param name="offset">Where.</param>
    public DerFormatException(string what, int offset)
        : this(what, offset, null)
    {
    }

    /// <summary>What is wrong; of certificates in the words of Go's crypto/x509 without its <c>x509: </c>.</summary>
    public string What { get; } = what;

    /// <summary>Where, in bytes from the start of the encoding.</summary>
    public int Offset { get; } = offset;
}
