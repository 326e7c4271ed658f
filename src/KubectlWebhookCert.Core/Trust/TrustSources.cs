using System.Security.Cryptography;
using System.Text;
using KubectlWebhookCert.Core.Model;
using KubectlWebhookCert.Core.Targets;

namespace KubectlWebhookCert.Core.Trust;

/// <summary>Where CAs come from: where the user says, or where a known system publishes them.</summary>
internal static class TrustSources
{
    // where several keys hold certificates: those that are called after a CA
    private static readonly ValueList<string> UsualKeys = ["ca-bundle.crt", "ca.crt", "service-ca.crt", "ca-cert.pem"];

    /// <summary>What the user named; null where nothing is.</summary>
    /// <exception cref="TargetException">It does not exist, may not be read, or holds no certificate that is the one meant.</exception>
    public static TrustSource? Told(ClusterSnapshot snapshot, DiscoveryOptions options) =>
        options.CaGiven ?? (options.CaFrom is CaSource.Published named ? Named(snapshot, named) : null);

    private static TrustSource Named(ClusterSnapshot snapshot, CaSource.Published named)
    {
        var resource = RequiredObject.Find(snapshot, named.Type, named.Namespace, named.Name);
        var all = DataValue.Of(resource).ToDictionary(value => value.Key, value => CaBundle.Read(value.Bytes), StringComparer.Ordinal);
        if (named.Key is { } key)
        {
            return all.GetValueOrDefault(key) is { Certificates.Count: > 0 } bundle
                ? new TrustSource(resource.Ref, key, bundle)
                : throw new TargetException($"{named} holds no certificate", $"its keys: {string.Join(", ", all.Keys)}");
        }

        string[] holding = [.. all.Keys.Where(name => all[name].Certificates.Count > 0)];
        var chosen = holding.Length == 1 ? holding[0] : UsualKeys.FirstOrDefault(usual => holding.Contains(usual));
        return chosen is not null
            ? new TrustSource(resource.Ref, chosen, all[chosen])
            : throw new TargetException(
                holding.Length == 0 ? $"{named} holds no certificate" : $"{named} holds certificates under several keys",
                holding.Length == 0 ? $"its keys: {string.Join(", ", all.Keys)}" : $"name one of them: --ca-from {named}:{holding[0]}");
    }

    /// <summary>The first of some places that is there and holds a certificate, or null.</summary>
    public static TrustSource? Published(ClusterSnapshot snapshot, IEnumerable<TrustPlace> places) =>
        places.Select(place => Published(snapshot, place)).FirstOrDefault(source => source is not null);

    /// <summary>Reduced to the newest CA: of several generations the one that signs.</summary>
    public static TrustSource Newest(TrustSource source)
    {
        var newest = source.Bundle.Certificates.MaxBy(certificate => certificate.NotBefore)!;
        var pem = PemEncoding.WriteString("CERTIFICATE", newest.Raw.Span);
        return source with { Bundle = CaBundle.Read(Encoding.ASCII.GetBytes(pem)) };
    }

    private static TrustSource? Published(ClusterSnapshot snapshot, TrustPlace place) =>
        snapshot.Find(ResourceTypes.ConfigMap, place.Namespace, place.Name) is { } resource
        && DataValue.Of(resource).FirstOrDefault(value => value.Key == place.Key) is { } value
        && CaBundle.Read(value.Bytes) is { Certificates.Count: > 0 } bundle
            ? new TrustSource(resource.Ref, place.Key, bundle)
            : null;
}
