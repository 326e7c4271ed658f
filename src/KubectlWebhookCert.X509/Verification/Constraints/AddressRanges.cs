using System.Collections.Immutable;
using System.Net;
using KubectlWebhookCert.X509.Names;

namespace KubectlWebhookCert.X509.Verification.Constraints;

/// <summary>Address ranges that constrain, of both families, those inside another left out.</summary>
internal sealed class AddressRanges
{
    private static readonly Comparer<AddressRange> ByAddress = Comparer<AddressRange>.Create((one, other) => CompareBytes(one.Address, other.Address));

    private readonly bool isEmpty;
    private readonly Dictionary<int, List<AddressRange>> byLength = [];

    public AddressRanges(ImmutableArray<AddressRange> ranges, GoVersion version)
    {
        isEmpty = ranges.IsEmpty;

        // Go 1.26 sorts by the address as it stands, bits beyond the mask and all, and so may pass over the right one.
        var sorted = GoChanges.ConstraintAddressesAreMasked.IsIn(version) ? ranges.Select(range => range.Masked()) : ranges;
        foreach (var family in sorted.GroupBy(range => Bytes(range.Address).Length))
        {
            var kept = byLength[family.Key] = [];
            foreach (var range in family.Order(ByAddress).ThenBy(range => range.PrefixLength))
            {
                if (kept.Count == 0 || !Holds(kept[^1], range))
                {
                    kept.Add(range);
                }
            }
        }
    }

    public ConstraintAnswer Query(IPAddress address) => new(!isEmpty, Find(address)?.ToString());

    private AddressRange? Find(IPAddress address)
    {
        if (!byLength.TryGetValue(Bytes(address).Length, out var ranges))
        {
            return null;
        }

        var wanted = new AddressRange(address, 0);
        var found = ranges.BinarySearch(wanted, ByAddress);
        var nearest = ranges[found >= 0 ? found : Math.Max(~found - 1, 0)];
        return found >= 0 || Holds(nearest, address) ? nearest : null;
    }

    private static bool Holds(AddressRange outer, AddressRange inner) => Holds(outer, inner.Address) && Holds(outer, inner.Last());

    // An IPv4 address in IPv6 is an IPv4 address here.
    private static bool Holds(AddressRange range, IPAddress address)
    {
        var unmapped = range.Address.IsIPv4MappedToIPv6
            ? new AddressRange(range.Address.MapToIPv4(), Math.Max(range.PrefixLength - 96, 0))
            : range;
        return unmapped.Contains(GoText.Unmapped(address));
    }

    private static int CompareBytes(IPAddress one, IPAddress other) => Bytes(one).AsSpan().SequenceCompareTo(Bytes(other));

    private static byte[] Bytes(IPAddress address) => address.GetAddressBytes();
}
