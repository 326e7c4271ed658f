using System.Text;

namespace KubectlWebhookCert.Tests.Oracle;

/// <summary>A server's chain and the bundle that it meets, to be changed by defects, then encoded into a case.</summary>
internal sealed class Scenario
{
    public const string ServiceName = "hook.ns.svc";

    public required KeyPool Keys { get; init; }

    /// <summary>The root first, the leaf's issuer last; never empty.</summary>
    public List<CertificateSpec> Authorities { get; } = [];

    public required CertificateSpec Leaf { get; init; }

    public List<BundleBlock> Bundle { get; } = [];

    /// <summary>What is done to the bundle's text, in order.</summary>
    public List<Func<byte[], byte[]>> BundleTweaks { get; } = [];

    public List<Presented> Presented { get; } = [];

    public string ServerName { get; set; } = ServiceName;

    public DateTimeOffset At { get; init; } = new(2026, 6, 1, 12, 0, 0, TimeSpan.Zero);

    public CertificateSpec Root => Authorities[0];

    public CertificateSpec Issuer => Authorities[^1];

    /// <summary>Puts one more CA between the leaf and its issuer, and sends it.</summary>
    public CertificateSpec AddIntermediate(Draws draws)
    {
        var intermediate = Authority($"intermediate-{Authorities.Count}", Keys.Draw(draws), Issuer);
        Authorities.Add(intermediate);
        Leaf.Issuer = intermediate;
        Send(1, new Presented(intermediate));
        return intermediate;
    }

    /// <summary>Has the server send something, in a place or at the end.</summary>
    public void Send(int position, Presented sent) => Presented.Insert(Math.Min(position, Presented.Count), sent);

    /// <summary>Puts a block into the bundle, in a place or at the end.</summary>
    public void Trust(int position, BundleBlock block) => Bundle.Insert(Math.Min(position, Bundle.Count), block);

    /// <summary>A CA as it should be.</summary>
    public CertificateSpec Authority(string name, TestKey key, CertificateSpec? issuer)
    {
        var authority = new CertificateSpec
        {
            Subject = SubjectName.CommonName(name),
            Key = key,
            Issuer = issuer,
            NotBefore = At.AddYears(-1),
            NotAfter = At.AddYears(9),
            Serial = 1000 + name.Length,
        };
        authority.Set(Oids.BasicConstraints, true, ExtensionValues.BasicConstraints(isCa: true));
        authority.Set(Oids.KeyUsage, true, ExtensionValues.SigningUsage);
        return authority;
    }

    /// <summary>Encodes all of it.</summary>
    public OracleCase Encode(CertificateWriter writer, ulong seed, int index, IReadOnlyList<string> planted)
    {
        var known = new Dictionary<CertificateSpec, byte[]>(ReferenceEqualityComparer.Instance);
        var bundle = Encoding.ASCII.GetBytes(string.Concat(Bundle.Select(
            block => block.Write(block.Certificate is { } spec ? Der(spec) : block.Bytes))));
        return new OracleCase(
            seed,
            index,
            planted,
            BundleTweaks.Aggregate(bundle, (text, tweak) => tweak(text)),
            [.. Presented.Select(sent => sent.Certificate is { } spec ? Der(spec) : sent.Bytes)],
            ServerName,
            At);

        byte[] Der(CertificateSpec spec)
        {
            if (!known.TryGetValue(spec, out var der))
            {
                known[spec] = der = writer.Encode(spec);
            }

            return der;
        }
    }
}
