using System.Security.Cryptography.X509Certificates;
using static KubectlWebhookCert.Tests.Cluster.VerdictCase;

namespace KubectlWebhookCert.Tests.Cluster;

/// <summary>What API servers take, though much of it looks wrong.</summary>
internal static class AdmittedCases
{
    private static readonly CertificateDraft Root = CertificateDraft.Authority;
    private static readonly CertificateDraft Middle = Root with { CommonName = "webhook intermediate CA" };
    private static readonly CertificateDraft Lower = Root with { CommonName = "webhook issuing CA" };
    private static readonly CertificateDraft OldRoot = Root with { CommonName = "webhook CA of last year" };
    private static readonly CertificateDraft Leaf = CertificateDraft.Leaf with { Names = ["{name}"] };
    private static readonly DateTimeOffset LastYear = new(2021, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public static IReadOnlyList<VerdictCase> All { get; } =
    [
        new("leaf with SAN, CA in the bundle", [Root, Leaf], Admitted),
        new("wildcard *.ns.svc", [Root, Leaf with { Names = ["*.{ns}.svc"] }], Admitted),
        new("upper-case SAN", [Root, Leaf with { Names = ["HOOK.{ns}.SVC"] }], Admitted),
        new("leaf without EKU", [Root, Leaf with { Purposes = [] }], Admitted),
        new("leaf with any-EKU", [Root, Leaf with { Purposes = [CertificateDraft.AnyPurpose] }], Admitted),
        new("leaf whose keyUsage is certSign only", [Root, Leaf with { KeyUsage = X509KeyUsageFlags.KeyCertSign }], Admitted),
        new("CN nonsense but SAN right", [Root, Leaf with { CommonName = "nonsense" }], Admitted),

        new("bundle old + new CA", [Root, Leaf], Admitted) { Bundle = path => Pem(OldRoot) + path[0].Pem },
        new("bundle old + new CA of one subject", [Root, Leaf], Admitted) { Bundle = path => Pem(Root) + path[0].Pem },
        new("bundle old + new CA, the old one expired", [Root, Leaf], Admitted)
        {
            Bundle = path => Pem(OldRoot with { NotAfter = LastYear }) + path[0].Pem,
        },
        new("bundle old + new CA of one subject, the old one expired", [Root, Leaf], Admitted)
        {
            Bundle = path => Pem(Root with { NotAfter = LastYear }) + path[0].Pem,
        },
        new("bundle = exactly the leaf, self-signed CA:FALSE", [Leaf], Admitted),
        new("bundle = exactly the leaf, CA-signed", [Root, Leaf], Admitted) { Bundle = path => path[1].Pem },
        new("bundle = the intermediate only", [Root, Middle, Leaf], Admitted) { Bundle = path => path[1].Pem },

        new("leaf + intermediate served, root in the bundle", [Root, Middle, Leaf], Admitted),
        new("served chain from the top down", [Root, Middle, Lower, Leaf], Admitted) { Presented = path => [path[3], path[1], path[2]] },
        new("served chain with the root in between", [Root, Middle, Lower, Leaf], Admitted)
        {
            Presented = path => [path[3], path[0], path[2], path[1]],
        },
        new("text around the blocks", [Root, Leaf], Admitted) { Bundle = path => $"subject=webhook CA\n\n{path[0].Pem}\nthe end\n" },
        new("CRLF in the bundle", [Root, Leaf], Admitted)
        {
            Bundle = path => path[0].Pem.Replace("\n", "\r\n", StringComparison.Ordinal),
        },
        new("a garbage CERTIFICATE block after a good one", [Root, Leaf], Admitted) { Bundle = path => path[0].Pem + Garbage },
        new("serial 0", [Root, Leaf with { Serial = [0] }], Admitted),
        new("serial of 21 octets", [Root, Leaf with { Serial = [.. Enumerable.Repeat<byte>(0x2a, 21)] }], Admitted),
        new("self-signed CA with SHA-1", [Root with { Key = TestKeyKind.Rsa2048, IsSha1 = true }, Leaf], Admitted),
        new("RSA 1024 leaf", [Root, Leaf with { Key = TestKeyKind.Rsa1024 }], Admitted),
        new("RSA 1024 CA", [Root with { Key = TestKeyKind.Rsa1024 }, Leaf], Admitted),
        new("Ed25519 leaf", [Root, Leaf with { Key = TestKeyKind.Ed25519 }], Admitted),
        new("P-521 leaf", [Root, Leaf with { Key = TestKeyKind.P521 }], Admitted),
        new("CA that permits .svc", [Root with { PermittedDomain = ".svc" }, Leaf], Admitted),
    ];

    // A block whose content is no certificate.
    private static string Garbage => "-----BEGIN CERTIFICATE-----\nZ2FyYmFnZQ==\n-----END CERTIFICATE-----\n";

    private static string Pem(CertificateDraft draft) => IssuedCertificate.SelfSigned(draft).Pem;
}
