using System.Security.Cryptography;

namespace KubectlWebhookCert.Tests.Oracle;

/// <summary>
/// Keys to draw from, made once. The platform makes them, so two runs have other keys; which key of the pool a certificate
/// has depends on the seed only.
/// </summary>
internal sealed class KeyPool : IDisposable
{
    private readonly List<IDisposable> owned = [];

    private KeyPool()
    {
        Common = [.. Enumerable.Range(0, 10).Select(i => Curve("p256", ECCurve.NamedCurves.nistP256, i))];
        Rsa = [.. Enumerable.Range(0, 3).Select(i => RsaKey(2048, i)), RsaKey(3072, 0)];
        Other =
        [
            Curve("p384", ECCurve.NamedCurves.nistP384, 0), Curve("p384", ECCurve.NamedCurves.nistP384, 1),
            Curve("p521", ECCurve.NamedCurves.nistP521, 0), Curve("p224", ECCurve.CreateFromValue("1.3.132.0.33"), 0),
            Edwards(0), Edwards(1), RsaKey(1024, 0), RsaKey(1024, 1),
        ];
        Weak = [RsaKey(512, 0), RsaKey(768, 0), RsaKey(1016, 0)];
    }

    /// <summary>P-256, the cheapest: most certificates have one.</summary>
    public IReadOnlyList<TestKey> Common { get; }

    /// <summary>RSA as webhooks have it.</summary>
    public IReadOnlyList<TestKey> Rsa { get; }

    /// <summary>Other kinds that are all right.</summary>
    public IReadOnlyList<TestKey> Other { get; }

    /// <summary>RSA that newer Go refuses.</summary>
    public IReadOnlyList<TestKey> Weak { get; }

    /// <summary>Takes about a second.</summary>
    public static KeyPool Make() => new();

    /// <summary>Sometimes an RSA key, seldom another, else one of the common ones.</summary>
    public TestKey Draw(Draws draws) => draws.Next(100) switch
    {
        < 8 => draws.Of(Rsa),
        < 14 => draws.Of(Other),
        _ => draws.Of(Common),
    };

    /// <summary>The same, but none that no handshake can be made with.</summary>
    public TestKey DrawServing(Draws draws) =>
        Draw(draws) is var key && key.Name.StartsWith("p224", StringComparison.Ordinal) ? Common[0] : key;

    /// <summary>One of the common keys that is not this one.</summary>
    public TestKey OtherThan(TestKey key, Draws draws) => draws.Of([.. Common.Where(common => common != key)]);

    public void Dispose() => owned.ForEach(key => key.Dispose());

    private TestKey Curve(string name, ECCurve curve, int number)
    {
        var key = ECDsa.Create(curve);
        owned.Add(key);
        var natural = key.KeySize switch
        {
            384 => SignatureScheme.Sha384WithEcdsa,
            521 => SignatureScheme.Sha512WithEcdsa,
            _ => SignatureScheme.Sha256WithEcdsa,
        };
        return new TestKey($"{name}-{number}", KeyKind.Ecdsa, key.ExportSubjectPublicKeyInfo(), Sign) { NaturalScheme = natural };

        byte[] Sign(SignatureScheme scheme, byte[] data) => key.SignData(data, scheme.Hash, DSASignatureFormat.Rfc3279DerSequence);
    }

    private TestKey RsaKey(int bits, int number)
    {
        var key = RSA.Create(bits);
        owned.Add(key);
        return new TestKey($"rsa{bits}-{number}", KeyKind.Rsa, key.ExportSubjectPublicKeyInfo(), Sign);

        byte[] Sign(SignatureScheme scheme, byte[] data) =>
            key.SignData(data, scheme.Hash, scheme.IsPss ? RSASignaturePadding.Pss : RSASignaturePadding.Pkcs1);
    }

    private static TestKey Edwards(int number)
    {
        var signer = new Ed25519Signer(SHA256.HashData([(byte)number]));
        return new TestKey($"ed25519-{number}", KeyKind.Ed25519, signer.PublicKeyInfo(), (_, data) => signer.Sign(data))
        {
            NaturalScheme = SignatureScheme.Ed25519,
        };
    }
}
