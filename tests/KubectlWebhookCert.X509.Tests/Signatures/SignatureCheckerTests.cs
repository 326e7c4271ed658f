using KubectlWebhookCert.X509.Keys;
using KubectlWebhookCert.X509.Signatures;
using KubectlWebhookCert.X509.Tests.Making;
using KubectlWebhookCert.X509.Verification;
using static KubectlWebhookCert.X509.Tests.Making.RawCertificate;

namespace KubectlWebhookCert.X509.Tests.Signatures;

public sealed class SignatureCheckerTests
{
    private const string Unimplemented = "x509: cannot verify signature: algorithm unimplemented";
    private const string Insecure = "x509: cannot verify signature: insecure algorithm ";
    private const string Override = " (temporarily override with GODEBUG=x509sha1=1)";
    private const string Specifies = "x509: signature algorithm specifies an ";

    private static readonly Dictionary<string, PublicKey> Keys = MakeKeys();

    // The signature's algorithm, the signer's key, the first and the last Go 1.x that says so, and what it says.
    public static TheoryData<string, string, int, int, string> Texts => new()
    {
        { "1.2.840.113549.1.1.5", "RSA", 19, 23, Insecure + "SHA1-RSA" + Override },
        { "1.2.840.113549.1.1.5", "RSA", 24, 99, Insecure + "SHA1-RSA" },
        { "1.3.14.3.2.29", "ECDSA", 19, 23, Insecure + "SHA1-RSA" + Override },
        { "1.2.840.10045.4.1", "ECDSA", 19, 23, Insecure + "ECDSA-SHA1" + Override },
        { "1.2.840.10045.4.1", "ECDSA", 24, 99, Insecure + "ECDSA-SHA1" },
        { "1.2.840.113549.1.1.4", "RSA", 19, 99, Insecure + "MD5-RSA" },
        { "1.2.840.10040.4.3", "DSA", 19, 99, Insecure + "DSA-SHA1" },
        { "1.2.840.113549.1.1.5", "unknown", 19, 99, Unimplemented },
        { "1.2.840.113549.1.1.2", "RSA", 19, 99, Unimplemented },
        { "2.16.840.1.101.3.4.3.2", "DSA", 19, 99, Unimplemented },
        { "1.2.840.113549.1.1.11", "DSA", 19, 99, Unimplemented },
        { "1.2.840.113549.1.1.11", "unknown", 19, 99, Unimplemented },
        { "1.2.3", "RSA", 19, 99, Unimplemented },
        { "1.2.840.113549.1.1.11", "ECDSA", 19, 99, Specifies + "RSA public key, but have public key of type *ecdsa.PublicKey" },
        { "1.2.840.113549.1.1.11", "Ed25519", 19, 99, Specifies + "RSA public key, but have public key of type ed25519.PublicKey" },
        { "1.2.840.10045.4.3.2", "RSA", 19, 99, Specifies + "ECDSA public key, but have public key of type *rsa.PublicKey" },
        { "1.3.101.112", "RSA", 19, 99, Specifies + "Ed25519 public key, but have public key of type *rsa.PublicKey" },
        { "2.16.840.1.101.3.4.3.2", "RSA", 19, 99, Specifies + "DSA public key, but have public key of type *rsa.PublicKey" },
        { "1.2.840.113549.1.1.11", "RSA", 19, 99, "crypto/rsa: verification error" },
        { "1.2.840.10045.4.3.2", "ECDSA", 19, 99, "x509: ECDSA verification failure" },
        { "1.3.101.112", "Ed25519", 19, 99, "x509: Ed25519 verification failure" },
        { "1.2.840.113549.1.1.11", "ML-DSA-44", 19, 26, Unimplemented },
        { "1.2.840.113549.1.1.11", "ML-DSA-44", 27, 99, Specifies + "RSA public key, but have public key of type *mldsa.PublicKey" },
        { "2.16.840.1.101.3.4.3.17", "RSA", 19, 26, Unimplemented },
        { "2.16.840.1.101.3.4.3.17", "RSA", 27, 99, Specifies + "ML-DSA public key, but have public key of type *rsa.PublicKey" },
        {
            "2.16.840.1.101.3.4.3.18",
            "ML-DSA-44",
            27,
            99,
            Specifies + "ML-DSA public key with ML-DSA-65 parameters, but have a public key with ML-DSA-44 parameters"
        },
        { "2.16.840.1.101.3.4.3.17", "ML-DSA-44", 19, 26, Unimplemented },
        { "2.16.840.1.101.3.4.3.17", "ML-DSA-44", 27, 99, "ML-DSA signatures cannot be checked here" },
    };

    [Theory]
    [MemberData(nameof(Texts))]
    public void Says_what_Go_says(string algorithm, string key, int first, int last, string expected)
    {
        var certificate = Signing.WithSignature(Sequence(Oid(algorithm)), 1, 2, 3);
        foreach (var minor in Enumerable.Range(19, 10).Append(int.MaxValue).Where(minor => minor >= first && (minor <= last || last == 99)))
        {
            Assert.Equal(expected, SignatureChecker.Check(certificate, Keys[key], new GoVersion(minor, 0))?.Text);
        }
    }

    [Theory]
    [InlineData("1.2.840.113549.1.1.5", "RSA", SignatureProblemKind.InsecureAlgorithm)]
    [InlineData("1.2.3", "RSA", SignatureProblemKind.UnknownAlgorithm)]
    [InlineData("1.2.840.113549.1.1.11", "ECDSA", SignatureProblemKind.OtherKindOfKey)]
    [InlineData("1.2.840.113549.1.1.11", "RSA", SignatureProblemKind.Wrong)]
    [InlineData("1.2.840.113549.1.1.11", "RSA 512", SignatureProblemKind.WeakKey)]
    [InlineData("2.16.840.1.101.3.4.3.17", "ML-DSA-44", SignatureProblemKind.KeyNotLoadable)]
    public void Tells_kinds_of_problems_apart(string algorithm, string key, SignatureProblemKind expected) => Assert.Equal(
        expected, SignatureChecker.Check(Signing.WithSignature(Sequence(Oid(algorithm)), 1), Keys[key], GoVersion.Newest)?.Kind);

    [Fact]
    public void Checks_an_Ed25519_certificate()
    {
        const string signed =
            "3081cda00302010202084ae4c25f015f3a6a300506032b65703011310f300d06035504030c06697373756572301e170d3234303130323033303430355a"
            + "170d3334303130323033303430355a30123110300e06035504030c077375626a6563743059301306072a8648ce3d020106082a8648ce3d03010703"
            + "4200048e533b6fa0bf7b4625bb30667c01fb607ef9f8b8a80fef5b300628703187b2a373eb1dbde03318366d069f83a6f5900053c73633cb041b21"
            + "c55e1a86c1f400b4a3133011300f0603551d130101ff040530030101ff";
        const string signature =
            "60d25c548a068c0c9a5c8eff183d64df209469d886cae88b9e486ad8637b83fb"
            + "f5e5e1fe83fea735eef29c1306cb58121f725d996d182c3a67ef585e30d24d04";
        var key = Signing.Key(
            "1.3.101.112", Convert.FromHexString("a1f436b0642b5c6bc55526855e465063e2667cff04b43eea6ad7deeedccea0c9"));
        var certificate = Certificate.Parse(Convert.FromHexString("3082011a" + signed + "300506032b6570034100" + signature));
        var changed = Certificate.Parse(Convert.FromHexString("3082011a" + signed + "300506032b6570034100" + "61" + signature[2..]));

        Assert.Null(SignatureChecker.Check(certificate, key, GoVersion.Oldest));
        Assert.Equal("x509: Ed25519 verification failure", SignatureChecker.Check(changed, key, GoVersion.Oldest)?.Text);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1 << 20)]
    public void Throws_on_no_signature(int length)
    {
        foreach (var key in Keys.Values)
        {
            foreach (var algorithm in (string[])["1.2.840.113549.1.1.11", "1.2.840.10045.4.3.2", "1.3.101.112", "2.16.840.1.101.3.4.3.17"])
            {
                Assert.NotNull(SignatureChecker.Check(
                    Signing.WithSignature(Sequence(Oid(algorithm)), new byte[length]), key, GoVersion.Newest));
            }
        }
    }

    private static Dictionary<string, PublicKey> MakeKeys()
    {
        using var pair = Make.EcKey();
        byte[] one = [2, 1, 1];
        return new Dictionary<string, PublicKey>
        {
            ["RSA"] = Signing.Key(Make.RsaKey.ExportSubjectPublicKeyInfo()),
            ["RSA 512"] = Signing.RsaKey((System.Numerics.BigInteger.One << 511) + 1, 3),
            ["ECDSA"] = Signing.Key(pair.ExportSubjectPublicKeyInfo()),
            ["Ed25519"] = Signing.Key("1.3.101.112", Convert.FromHexString(Rfc8032Vectors.All[0].PublicKey)),
            ["DSA"] = Signing.Key(Sequence(Sequence(Oid("1.2.840.10040.4.1"), Sequence(one, one, one)), Element(3, [0, .. one]))),
            ["ML-DSA-44"] = Signing.Key("2.16.840.1.101.3.4.3.17", new byte[1312]),
            ["unknown"] = Signing.Key("1.3.101.110", new byte[32]),
        };
    }
}
