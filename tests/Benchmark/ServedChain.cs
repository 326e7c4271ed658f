using KubectlWebhookCert.X509;
using KubectlWebhookCert.X509.Issuing;
using KubectlWebhookCert.X509.Verification;

namespace KubectlWebhookCert.Tests.Benchmark;

/// <summary>A chain that verifies, made by our own issuer.</summary>
/// <param name="Name">For people: the algorithm and what is served.</param>
/// <param name="Request">What the API server has before it.</param>
internal sealed record ServedChain(string Name, VerificationRequest Request)
{
    private const string Host = "hook.default.svc";

    private static readonly DateTimeOffset At = new(2030, 6, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly Validity Year = new(At.AddMonths(-6), At.AddMonths(6));

    /// <summary>For each algorithm a leaf of the root's, and one of an intermediate's.</summary>
    public static IEnumerable<ServedChain> MakeAll()
    {
        foreach (var algorithm in (KeyAlgorithm[])[KeyAlgorithm.EcdsaP256, KeyAlgorithm.EcdsaP384, KeyAlgorithm.Rsa2048])
        {
            using var rootKey = SigningKey.Generate(algorithm);
            using var otherKey = SigningKey.Generate(algorithm);
            using var leafKey = SigningKey.Generate(algorithm);
            var root = new CertificateAuthority(MakeAuthority("root", rootKey), rootKey);
            yield return Make($"{algorithm}, leaf", root.Certificate, MakeLeaf(leafKey, root));

            // An authority of its own, once more in the place below the root.
            var standIn = CertificateClone.Issue(MakeAuthority("intermediate", otherKey), new CloneProfile(Year), otherKey.PublicKey, root);
            var intermediate = new CertificateAuthority(standIn, otherKey);
            yield return Make($"{algorithm}, leaf and intermediate", root.Certificate, MakeLeaf(leafKey, intermediate), standIn);
        }
    }

    private static Certificate MakeAuthority(string commonName, SigningKey key) =>
        CertificateIssuer.IssueAuthority(SubjectName.Create(commonName, "Example"), Year, key);

    private static Certificate MakeLeaf(SigningKey key, CertificateAuthority authority)
    {
        var profile = new LeafProfile(SubjectName.Create(Host, null), [new GeneralName.Dns(Host)], Year);
        return CertificateIssuer.IssueLeaf(profile, key.PublicKey, authority);
    }

    private static ServedChain Make(string name, Certificate root, params IEnumerable<Certificate> presented) => new(
        name,
        new VerificationRequest(
            CertificatePem.Write(root),
            [.. presented.Select(certificate => certificate.Raw)],
            Host,
            At,
            ApiServerVersion.Newest));
}
