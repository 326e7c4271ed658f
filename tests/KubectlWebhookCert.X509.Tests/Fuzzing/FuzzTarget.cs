using KubectlWebhookCert.X509.Issuing;
using KubectlWebhookCert.X509.Pem;
using KubectlWebhookCert.X509.Tests.Making;
using KubectlWebhookCert.X509.Verification;
using KubectlWebhookCert.X509.Verification.KeyPairs;

namespace KubectlWebhookCert.X509.Tests.Fuzzing;

/// <summary>Something that is given any bytes.</summary>
/// <param name="Name">For people.</param>
/// <param name="Originals">Good inputs to begin with.</param>
/// <param name="Run">Reads an input; says whether it was taken. The exceptions that the reader documents are caught inside.</param>
internal sealed record FuzzTarget(string Name, IReadOnlyList<byte[]> Originals, Func<byte[], bool> Run)
{
    private static readonly Certificate Anchor = Draft.Authority().Sign();

    private static readonly Certificate Leaf = Draft.Leaf(Anchor).Sign();

    public static IReadOnlyList<FuzzTarget> All { get; } = Make();

    public static FuzzTarget Find(string name) => All.First(target => target.Name == name);

    /// <summary>One release of each age of Go's rules.</summary>
    public static IReadOnlyList<GoVersion> Versions { get; } = [GoVersion.Oldest, new GoVersion(24, 4), GoVersion.Newest];

    /// <summary>Whatever a bundle and a leaf hold, there is a verdict, and nothing is refused without words.</summary>
    public static bool Judge(ReadOnlyMemory<byte> bundle, ReadOnlyMemory<byte> leaf, GoVersion version)
    {
        var request = new VerificationRequest(bundle, [leaf], Draft.Host, Issue.Now, new ApiServerVersion(version, 36));
        var result = Verifier.Verify(request);
        Assert.True(result is VerificationResult.Accepted { Chains.IsEmpty: false } or VerificationResult.Refused { Text.Length: > 0 });
        return result is VerificationResult.Accepted;
    }

    /// <summary>Whatever the two texts hold, there is a verdict, and the loaders do not contradict it.</summary>
    public static bool JudgePair(ReadOnlySpan<byte> certificate, ReadOnlySpan<byte> key, GoVersion version)
    {
        var canServe = KeyPairVerifier.FindLoaders(key, version).HasFlag(KeyLoaders.KeyPair);
        switch (KeyPairVerifier.Verify(certificate, key, version))
        {
            case KeyPairResult.Accepted:
                Assert.True(canServe);
                return true;
            case KeyPairResult.Refused refused:
                Assert.NotEmpty(refused.Text);
                Assert.False(canServe && refused.Problem is KeyPairProblem.KeyMissing or KeyPairProblem.KeyMalformed or KeyPairProblem.KeyCannotSign);
                Assert.False(!canServe && refused.Problem is KeyPairProblem.KindsDiffer or KeyPairProblem.KeysDiffer);
                return false;
            default:
                throw new InvalidOperationException("a third verdict");
        }
    }

    private static List<FuzzTarget> Make()
    {
        using var ecdsa = Tests.Making.Make.EcKey();
        var rsa = Tests.Making.Make.RsaKey;
        using var platform = Tests.Making.Make.SelfSigned(rsa, "CN=a, O=b", Tests.Making.Make.From.AddYears(60), Tests.Making.Make.Names(critical: true));
        byte[][] certificates = [Anchor.Raw.ToArray(), Leaf.Raw.ToArray(), platform.RawData, new RawCertificate().Encode()];
        byte[][] keys = [ecdsa.ExportECPrivateKey(), ecdsa.ExportPkcs8PrivateKey(), rsa.ExportRSAPrivateKey(), rsa.ExportPkcs8PrivateKey()];
        var pair = Tests.Making.Make.Pem("CERTIFICATE", platform.RawData);
        byte[][] keyTexts =
        [
            Tests.Making.Make.Pem("RSA PRIVATE KEY", keys[2]), Tests.Making.Make.Pem("PRIVATE KEY", keys[3]),
            [.. "-----BEGIN EC PARAMETERS-----\nBgUrgQQAIg==\n-----END EC PARAMETERS-----\n"u8, .. Tests.Making.Make.Pem("EC PRIVATE KEY", keys[0])],
        ];
        byte[][] texts =
        [
            CertificatePem.Write(Anchor, Leaf),
            [.. "text\n-----BEGIN EC PRIVATE KEY-----\nProc-Type: 4,ENCRYPTED\n\n"u8, .. Tests.Making.Make.Pem("EC PRIVATE KEY", keys[0])],
            Tests.Making.Make.Pem("CERTIFICATE", [1]),
        ];
        return
        [
            new("PEM", texts, ReadPem),
            new("bundle", texts, ReadBundle),
            new("certificate", certificates, ReadCertificate),
            new("key", keys, ReadKey),
            new("key text", [.. keys.Select(key => Tests.Making.Make.Pem("PRIVATE KEY", key))], text => PrivateKey.TryRead(text, out _, out _)),
            new("verdict on a leaf", certificates, leaf => JudgeAll(CertificatePem.Write(Anchor), leaf) | JudgeAll(Tests.Making.Make.Pem("CERTIFICATE", leaf), leaf)),
            new("key pair, the key", keyTexts, text => JudgePairs(pair, text)),
            new("key pair, the certificate", [pair, [.. pair, .. texts[0]]], text => JudgePairs(text, keyTexts[1])),
            new("verdict under a bundle", texts, bundle => JudgeAll(bundle, Leaf.Raw)),
        ];
    }

    private static bool JudgeAll(ReadOnlyMemory<byte> bundle, ReadOnlyMemory<byte> leaf) =>
        Versions.Select(version => Judge(bundle, leaf, version)).ToList().Contains(true);

    private static bool JudgePairs(byte[] certificate, byte[] key) =>
        Versions.Select(version => JudgePair(certificate, key, version)).ToList().Contains(true);

    private static bool ReadPem(byte[] text)
    {
        foreach (var rules in new[] { PemRules.Classic, PemRules.Current })
        {
            var content = PemReader.Read(text, rules);
            Assert.All(content.Problems, problem => Assert.InRange(problem.Offset, 0, text.Length));
            Assert.All(content.Blocks, block => Assert.InRange(block.Offset, 0, text.Length));
        }

        return !PemReader.Read(text).Blocks.IsEmpty;
    }

    private static bool ReadBundle(byte[] text)
    {
        var bundle = CertificateBundle.Read(text);
        Assert.All(bundle.Problems, problem => Assert.InRange(problem.Offset, 0, text.Length));
        return !bundle.Certificates.IsEmpty;
    }

    private static bool ReadCertificate(byte[] encoding)
    {
        try
        {
            var certificate = Certificate.Parse(encoding);
            Assert.NotNull(certificate.ToString());
            Assert.NotNull(certificate.SerialHex);
            Assert.Equal(certificate, Certificate.Parse(certificate.Raw));
            return true;
        }
        catch (DerFormatException exception)
        {
            Assert.InRange(exception.Offset, 0, encoding.Length);
            return false;
        }
    }

    private static bool ReadKey(byte[] encoding)
    {
        try
        {
            var key = PrivateKey.Read(Tests.Making.Make.Pem("PRIVATE KEY", encoding));
            Assert.NotNull(key.ToString());
            _ = key.Matches(Leaf);
            return true;
        }
        catch (PrivateKeyFormatException)
        {
            return false;
        }
    }
}
