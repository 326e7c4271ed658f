using System.Security.Cryptography.X509Certificates;
using static KubectlWebhookCert.Tests.Cluster.VerdictCase;

namespace KubectlWebhookCert.Tests.Cluster;

/// <summary>Chains that do not hold.</summary>
internal static class TrustCases
{
    private const string Unknown = "x509: certificate signed by unknown authority";
    private const string CannotSign = "x509: invalid signature: parent certificate cannot sign this kind of certificate";
    private const string Insecure = "x509: cannot verify signature: insecure algorithm SHA1-RSA";
    private const string After = "x509: certificate has expired or is not yet valid: current time {now} is after 2021-01-01T00:00:00Z";
    private const string Before = "x509: certificate has expired or is not yet valid: current time {now} is before 2090-01-01T00:00:00Z";
    private const string IncompatibleUsage = "x509: certificate specifies an incompatible key usage";

    private static readonly CertificateDraft Root = CertificateDraft.Authority;
    private static readonly CertificateDraft Other = Root with { CommonName = "another CA" };
    private static readonly CertificateDraft RsaRoot = Root with { Key = TestKeyKind.Rsa2048 };
    private static readonly CertificateDraft Middle = Root with { CommonName = "webhook intermediate CA" };
    private static readonly CertificateDraft Leaf = CertificateDraft.Leaf with { Names = ["{name}"] };
    private static readonly DateTimeOffset LongAgo = new(2021, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset FarOff = new(2090, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public static IReadOnlyList<VerdictCase> All { get; } =
    [
        new("other CA", [Root, Leaf], Unknown) { Bundle = _ => Pem(Other) },
        new("no bundle", [Root, Leaf], Unknown) { Bundle = _ => "" },
        new("intermediate missing", [Root, Middle, Leaf], Unknown) { Presented = path => [path[2]] },
        new("other CA with the same subject", [Root, Leaf], Because("x509: ECDSA verification failure")) { Bundle = _ => Pem(Root) },
        new("other CA with the same subject, RSA", [RsaRoot, Leaf], Because("crypto/rsa: verification error")) { Bundle = _ => Pem(RsaRoot) },
        new("issuer CA:FALSE", [Root with { IsCa = false }, Leaf], Because(CannotSign)),
        new("issuer without basicConstraints", [Root with { IsCa = null }, Leaf], Because(CannotSign)),
        new("issuer without certSign", [Root with { KeyUsage = X509KeyUsageFlags.CrlSign }, Leaf], Because(CannotSign)),
        Sha1("SHA-1 leaf", RsaRoot, Leaf with { IsSha1 = true }),
        Sha1("SHA-1 intermediate", RsaRoot, Middle with { IsSha1 = true }, Leaf),

        new("leaf expired", [Root, Expired(Leaf)], After),
        new("intermediate expired", [Root, Expired(Middle), Leaf], After),
        new("CA expired", [Expired(Root), Leaf], After),
        new("leaf expired, name and CA wrong too", [Root, Expired(Leaf) with { Names = ["old.{ns}.svc"] }], After) { Bundle = _ => Pem(Other) },
        new("leaf not yet valid", [Root, NotYet(Leaf)], Before),
        new("CA not yet valid", [NotYet(Root), Leaf], Before),

        new("wrong SAN and wrong CA", [Root, Leaf with { Names = ["old.{ns}.svc"] }],
            "x509: certificate is valid for old.{ns}.svc, not {name}") { Bundle = _ => Pem(Other) },
        new("leaf EKU clientAuth only", [Root, Leaf with { Purposes = [CertificateDraft.ClientAuthentication] }], IncompatibleUsage),
        new("leaf EKU codeSigning only", [Root, Leaf with { Purposes = [CertificateDraft.CodeSigning] }], IncompatibleUsage),
        new("CA with EKU clientAuth", [Root with { Purposes = [CertificateDraft.ClientAuthentication] }, Leaf], IncompatibleUsage),
        new("unknown critical extension", [Root, Leaf with { HasUnknownCritical = true }], "x509: unhandled critical extension"),
        new("CA that permits example.com only", [Root with { PermittedDomain = "example.com" }, Leaf],
            "x509: a root or intermediate certificate is not authorized to sign for this name: "
            + "DNS name \"{name}\" is not permitted by any constraint"),
        new("path length exceeded", [Root with { PathLength = 0 }, Middle, Leaf],
            "x509: too many intermediates for path length constraint"),

        new("negative serial in the leaf", [Root, Leaf with { Serial = [0x80] }], Admitted)
        {
            Newest = "tls: failed to parse certificate from server: x509: negative serial number",
        },
        new("P-224 leaf", [Root, Leaf with { Key = TestKeyKind.P224 }], "remote error: tls: handshake failure"),
    ];

    private static CertificateDraft Expired(CertificateDraft draft) => draft with { NotAfter = LongAgo };

    private static CertificateDraft NotYet(CertificateDraft draft) => draft with { NotBefore = FarOff };

    // Go's own way out was named in the text as long as there was one.
    private static VerdictCase Sha1(string name, params CertificateDraft[] path) =>
        new(name, path, Because(Insecure + " (temporarily override with GODEBUG=x509sha1=1)"))
        {
            Newest = "tls: failed to verify certificate: " + Because(Insecure),
        };

    private static string Because(string why) =>
        $"{Unknown} (possibly because of \"{why}\" while trying to verify candidate authority certificate \"webhook CA\")";

    private static string Pem(CertificateDraft draft) => IssuedCertificate.SelfSigned(draft).Pem;
}
