using System.Net;

namespace KubectlWebhookCert.X509.Names;

/// <summary>An address and a mask in name constraints (RFC 5280 §4.2.1.10). Bits beyond the mask may be set.</summary>
/// <param name="Address">IPv4 or IPv6.</param>
/// <param name="PrefixLength">How many leading bits count.</param>
public sealed record AddressRange(IPAddress Address, int PrefixLength)
{
    /// <summary>For people, and as Go prints it: <c>10.0.0.0/8</c>.</summary>
    public override string ToString() => Address.IsIPv4MappedToIPv6
        ? FormattableString.Invariant($"{Address.MapToIPv4()}/{Math.Max(PrefixLength - 96, 0)}")
        : FormattableString.Invariant($"{Address}/{PrefixLength}");

    /// <summary>Whether an address of the same family lies in it.</summary>
    /// <param name="address">The address.</param>
    public bool Contains(IPAddress address)
    {
        ArgumentNullException.ThrowIfNull(address);
        return address.AddressFamily == Address.AddressFamily && WithHostBits(address, 0).Equals(WithHostBits(Address, 0));
    }

    /// <summary>The same range without bits beyond the mask.</summary>
    public AddressRange Masked() => this with { Address = WithHostBits(Address, 0) };

    /// <summary>The last address in it.</summary>
    public IPAddress Last() => WithHostBits(Address, 0xff);

    private IPAddress WithHostBits(IPAddress address, byte bits)
    {
        var octets = address.GetAddressBytes();
        for (var i = 0; i < octets.Length; i++)
        {
            var mask = (byte)~(0xff >> Math.Clamp(PrefixLength - (8 * i), 0, 8));
            octets[i] = (byte)((octets[i] & mask) | (bits & ~mask));
        }

        return new IPAddress(octets);
    }
}
