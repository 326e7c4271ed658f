using KubectlWebhookCert.X509;

namespace KubectlWebhookCert.Core.Model;

/// <summary>A CA bundle: <c>clientConfig.caBundle</c>, or <c>spec.caBundle</c> of an APIService.</summary>
/// <param name="Bytes">What the base64 text holds; empty where unset.</param>
/// <param name="Certificates">The certificates in it that can be read, in order.</param>
/// <param name="Problems">What in it cannot be read and why, in order; one sentence each.</param>
public sealed record CaBundle(ReadOnlyMemory<byte> Bytes, ValueList<Certificate> Certificates, ValueList<string> Problems)
{
    /// <summary>Nothing is set: the API server's system roots count.</summary>
    public bool IsEmpty => Bytes.IsEmpty;

    /// <summary>Reads a bundle. Throws on no input.</summary>
    /// <param name="text">Any bytes; PEM, if all is well.</param>
    public static CaBundle Read(ReadOnlyMemory<byte> text)
    {
        var bundle = CertificateBundle.Read(text.Span);
        return new CaBundle(text, [.. bundle.Certificates], bundle.Problems.Select(problem => problem.ToString()).ToValueList());
    }

    /// <summary>Compares the bytes.</summary>
    /// <param name="other">Another bundle.</param>
    public bool Equals(CaBundle? other) => other is not null && Bytes.Span.SequenceEqual(other.Bytes.Span);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = default(HashCode);
        hash.AddBytes(Bytes.Span);
        return hash.ToHashCode();
    }
}
