using KubectlWebhookCert.Core.Model;
using KubectlWebhookCert.X509;

namespace KubectlWebhookCert.Core.Secrets;

/// <summary>
/// Recognises what a Secret holds by content: every value is read, certificates and keys are paired by public key. The names of the
/// keys decide only where the contents cannot: two equal certificates under different keys.
/// </summary>
public static class SecretContentReader
{
    /// <summary>Reads a Secret. Throws on no content.</summary>
    /// <param name="secret">The Secret as read; <c>data</c> and <c>stringData</c> both count.</param>
    public static SecretContent Read(KubernetesObject secret)
    {
        ArgumentNullException.ThrowIfNull(secret);
        var values = SecretValue.ReadAll(secret);
        var pairs = Pairs(values);
        var leafPair = pairs.FirstOrDefault(pair => !pair.Certificate.IsCa) ?? pairs.FirstOrDefault(pair => NamesHost(pair.Certificate));
        var leaf = leafPair is null ? Unpaired(values, pairs) : Leaf(leafPair.Place, leafPair);
        var others = values
            .Where(value => value.DataKey != leaf?.CertificateKey && !pairs.Any(pair => pair != leafPair && IsOtherLeaf(pair, value)))
            .SelectMany(value => value.Certificates.Select(certificate => new StoredAuthority(value.DataKey, certificate)));
        return new SecretContent(
            leaf,
            others.ToValueList(),
            pairs.FirstOrDefault(pair => pair != leafPair && pair.Certificate.IsCa)?.PrivateKeyKey,
            values.Where(value => value.IsEmpty).Select(value => value.DataKey).ToValueList(),
            values.SelectMany(value => value.Problems).ToValueList())
        {
            LooseKeys = values
                .SelectMany(value => value.PrivateKeys.Select(key => new StoredKey(value.DataKey, key)))
                .Where(stored => !pairs.Any(pair => pair.PrivateKey.Equals(stored.PrivateKey)))
                .ToValueList(),
        };
    }

    // one pair per private key: its certificate where that is the first of a value, and where the names resemble each other most
    private static List<Pair> Pairs(ValueList<SecretValue> values)
    {
        List<Pair> pairs = [];
        foreach (var holder in values)
        {
            foreach (var key in holder.PrivateKeys)
            {
                var places = Places(values).Where(place => key.Matches(place.Certificate) is true);
                if (places.MaxBy(place => (place.Index == 0, Resemblance(holder.DataKey, place.Value.DataKey))) is { } best)
                {
                    pairs.Add(new Pair(holder.DataKey, key, best));
                }
            }
        }

        return pairs;
    }

    private static IEnumerable<Place> Places(ValueList<SecretValue> values)
    {
        foreach (var value in values)
        {
            for (var index = 0; index < value.Certificates.Count; index++)
            {
                yield return new Place(value, index, value.Certificates[index]);
            }
        }
    }

    private static int Resemblance(string one, string other) => one == other ? int.MaxValue : one.AsSpan().CommonPrefixLength(other);

    private static StoredLeaf Leaf(Place place, Pair? pair) => new(
        place.Value.DataKey,
        place.Certificate,
        place.Value.Certificates.Skip(place.Index + 1).ToValueList(),
        pair?.PrivateKeyKey,
        pair?.PrivateKey);

    // without its key: the certificate of a server all the same, if it is none of a CA
    private static StoredLeaf? Unpaired(ValueList<SecretValue> values, List<Pair> pairs) => (
        from value in values
        where value.Certificates.Count > 0 && !value.Certificates[0].IsCa
        where !pairs.Any(pair => pair.Certificate.Equals(value.Certificates[0]))
        let resemblance = values
            .Where(holder => holder.PrivateKeys.Count > 0)
            .Max(holder => (int?)Resemblance(holder.DataKey, value.DataKey)) ?? 0
        orderby resemblance descending
        select Leaf(new Place(value, 0, value.Certificates[0]), null)).FirstOrDefault();

    // OpenSSL's self-signed certificates say CA:TRUE and are served all the same; a CA's own name is not one a server is called by
    private static bool NamesHost(Certificate certificate) =>
        certificate.AlternativeNames.DnsNames.Any(IsHost)
        || !certificate.AlternativeNames.Addresses.IsEmpty
        || (!certificate.AlternativeNames.HasReadable && certificate.Subject.CommonName is { } name && IsHost(name));

    private static bool IsHost(string name) => name.Contains('.', StringComparison.Ordinal) && !name.Contains(' ', StringComparison.Ordinal);

    private static bool IsOtherLeaf(Pair pair, SecretValue value) => !pair.Certificate.IsCa && pair.Place.Value.DataKey == value.DataKey;

    private sealed record Place(SecretValue Value, int Index, Certificate Certificate);

    private sealed record Pair(string PrivateKeyKey, PrivateKey PrivateKey, Place Place)
    {
        public Certificate Certificate => Place.Certificate;
    }
}
