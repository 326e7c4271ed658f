using KubectlWebhookCert.Core.Model;

namespace KubectlWebhookCert.Core.Adopting;

/// <summary>A certificate that the user hands in with its key: <c>--cert</c>, <c>--key</c>, <c>--ca</c>. Never printed.</summary>
/// <param name="Certificates">PEM: the leaf, then what is served with it.</param>
/// <param name="PrivateKey">PEM.</param>
/// <param name="Authority">The CA that signed it.</param>
public sealed record GivenCertificate(ReadOnlyMemory<byte> Certificates, ReadOnlyMemory<byte> PrivateKey, CaBundle Authority)
{
    /// <summary>Nothing of what it holds.</summary>
    public override string ToString() => "the certificate that was handed in";
}
