using KubectlWebhookCert.X509;

namespace KubectlWebhookCert.Core.Served;

/// <summary>What came of asking one endpoint. Closed: the cases below are all there are.</summary>
public abstract record ProbeAnswer
{
    private ProbeAnswer()
    {
    }

    /// <summary>It presented certificates.</summary>
    /// <param name="Certificates">Those that can be read, in its order; usually the leaf first.</param>
    /// <param name="Raw">All of them as they came, DER, in its order.</param>
    /// <param name="Protocol">The newest TLS version that it speaks, and so the one that the API server gets: <c>TLS 1.2</c>.</param>
    /// <param name="AsksClientCertificate">Whether it wants one of its client.</param>
    public sealed record Presented(
        ValueList<Certificate> Certificates, ValueList<PresentedCertificate> Raw, string Protocol, bool AsksClientCertificate) : ProbeAnswer
    {
        /// <summary>What is presented first; null where it cannot be read.</summary>
        public Certificate? Leaf => Raw is [var first, ..]
            ? Certificates.FirstOrDefault(certificate => certificate.Raw.Span.SequenceEqual(first.Der.Span))
            : null;
    }

    /// <summary>It answered, and not as a TLS server does.</summary>
    /// <param name="What">Lower case: <c>plain HTTP</c>, <c>an SSH banner</c>.</param>
    public sealed record NotTls(string What) : ProbeAnswer;

    /// <summary>It speaks TLS and ended the handshake.</summary>
    /// <param name="Alert">Its alert, as Go words it: <c>handshake failure</c>, <c>internal error</c>.</param>
    public sealed record TlsRefused(string Alert) : ProbeAnswer;

    /// <summary>No connection, or none that said anything: refused, reset, closed at once, or silence until the time was up.</summary>
    /// <param name="Why">Lower case: <c>connection refused</c>.</param>
    public sealed record Unreachable(string Why) : ProbeAnswer;

    /// <summary>It could not be asked from here: a permission is missing, the kubelet does not answer, the pod is gone. Says nothing about the endpoint.</summary>
    /// <param name="Why">Lower case; names the permission where one is missing.</param>
    public sealed record NotAsked(string Why) : ProbeAnswer;
}

/// <summary>A certificate as a server sent it. Equal where the bytes are.</summary>
/// <param name="Der">The bytes, whatever they are.</param>
public sealed record PresentedCertificate(ReadOnlyMemory<byte> Der)
{
    /// <summary>Compares the bytes.</summary>
    /// <param name="other">Another one.</param>
    public bool Equals(PresentedCertificate? other) => other is not null && Der.Span.SequenceEqual(other.Der.Span);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = default(HashCode);
        hash.AddBytes(Der.Span);
        return hash.ToHashCode();
    }
}
