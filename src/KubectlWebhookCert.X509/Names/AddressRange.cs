using System.Net;

namespace KubectlWebhookCert.X509.Names;

/// <summary>An address and a mask in name constraints (RFC 5280 §4.2.1.10). Bits beyond the mask may be set.</summary>
/// <param name="Address">IPv4 or IPv6.</param>
/// <param name="PrefixLength">How many leading bits count.</param>
public sealed record AddressRange(IPAddress Address, int PrefixLength)
{
    /// <summary>For people: <c>10.0.0.0/8</c>.</summary>
    public override string ToString() => FormattableString.Invariant($"{Address}/{PrefixLength}");
}
