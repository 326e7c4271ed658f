using System.Net;
using KubectlWebhookCert.X509;
using KubectlWebhookCert.X509.Issuing;
using Name = KubectlWebhookCert.X509.Issuing.GeneralName;
using Subjects = KubectlWebhookCert.X509.Issuing.SubjectName;

namespace KubectlWebhookCert.Tests.Oracle;

/// <summary>All ways in which we issue, for one algorithm of the CA and one of the leaf.</summary>
internal sealed class IssuedChains(IssuedKeys keys, KeyAlgorithm authorityAlgorithm, KeyAlgorithm leafAlgorithm)
{
    /// <summary>When all of it is valid.</summary>
    public static DateTimeOffset Instant { get; } = new(2026, 6, 1, 12, 0, 0, TimeSpan.Zero);

    private static readonly string[] Asked = ["HOOK.ns.svc", "a.hooks.example.org", "10.1.2.3", "fd00::1"];
    private static readonly Validity Usual = new(Instant.AddDays(-1), Instant.AddYears(1));
    private static readonly CloneProfile Later = new(new Validity(Instant.AddHours(-1), Instant.AddYears(30)));
    private static readonly CloneProfile MoreNames =
        Later with { AdditionalNames = [new Name.Dns("new.ns.svc"), new Name.Dns("hook.ns.svc")] };

    private readonly SigningKey authorityKey = keys.Find(authorityAlgorithm, KeyUse.Authority);
    private readonly SigningKey leafKey = keys.Find(leafAlgorithm, KeyUse.Leaf);
    private readonly SigningKey newAuthorityKey = keys.Find(authorityAlgorithm, KeyUse.NewAuthority);
    private readonly SigningKey newLeafKey = keys.Find(leafAlgorithm, KeyUse.NewLeaf);

    public IEnumerable<IssuedChain> Make()
    {
        var old = CertificateIssuer.IssueAuthority(Subjects.Create("hook-ca", "hook"), Usual, authorityKey);
        var oldAuthority = new CertificateAuthority(old, authorityKey);
        var leaf = CertificateIssuer.IssueLeaf(Profile("hook.ns.svc"), leafKey.PublicKey, oldAuthority);
        yield return Chain("leaf", [old], leaf, leafKey);

        var purposes = Profile("hook.ns.svc") with { FurtherPurposes = ["1.3.6.1.5.5.7.3.2"], Validity = Later.Validity };
        var client = CertificateIssuer.IssueLeaf(purposes, leafKey.PublicKey, oldAuthority);
        yield return Chain("leaf with another purpose", [old], client, leafKey);

        var sameKey = CertificateClone.Issue(leaf, Later, leafKey.PublicKey, oldAuthority);
        yield return Chain("leaf cloned with its key", [old], sameKey, leafKey);

        var newKey = CertificateClone.Issue(leaf, MoreNames, newLeafKey.PublicKey, oldAuthority);
        yield return Chain("leaf cloned with a new key and a new name", [old], newKey, newLeafKey, "new.ns.svc");

        var renewed = CertificateClone.IssueSelfSigned(old, Later, authorityKey);
        yield return Chain("old leaf under its CA cloned with its key", [renewed], leaf, leafKey);

        var renewedAuthority = new CertificateAuthority(renewed, authorityKey);
        var underRenewed = CertificateClone.Issue(leaf, Later, newLeafKey.PublicKey, renewedAuthority);
        yield return Chain("leaf of a CA cloned with its key, under the old CA", [old], underRenewed, newLeafKey);

        // A rotation trusts both CAs, in either order, whichever leaf is served.
        var replaced = CertificateClone.IssueSelfSigned(old, Later, newAuthorityKey);
        var replacedAuthority = new CertificateAuthority(replaced, newAuthorityKey);
        var underReplaced = CertificateClone.Issue(leaf, MoreNames, newLeafKey.PublicKey, replacedAuthority);
        yield return Chain("old leaf under both CAs", [old, replaced], leaf, leafKey);
        yield return Chain("old leaf under both CAs, the new one first", [replaced, old], leaf, leafKey);
        yield return Chain("new leaf under both CAs", [old, replaced], underReplaced, newLeafKey, "new.ns.svc");
        yield return Chain("new leaf under both CAs, the new one first", [replaced, old], underReplaced, newLeafKey, "new.ns.svc");
        yield return Chain("new leaf under the new CA", [replaced], underReplaced, newLeafKey, "new.ns.svc");

        var clonedTwice = CertificateClone.Issue(underReplaced, MoreNames, leafKey.PublicKey, replacedAuthority);
        yield return Chain("clone of a clone", [CertificateClone.IssueSelfSigned(replaced, Later, newAuthorityKey)], clonedTwice, leafKey);
    }

    private static LeafProfile Profile(string commonName) => new(
        Subjects.Create(commonName, null),
        [
            new Name.Dns("hook"), new Name.Dns("hook.ns.svc"), new Name.Dns("hook.ns.svc.cluster.local"),
            new Name.Dns("*.hooks.example.org"), new Name.Address(IPAddress.Parse("10.1.2.3")),
            new Name.Address(IPAddress.Parse("fd00::1")),
        ],
        Usual);

    private IssuedChain Chain(string what, IReadOnlyList<Certificate> bundle, Certificate leaf, SigningKey key, params string[] names) =>
        new($"{what} ({leafAlgorithm} under {authorityAlgorithm})", bundle, leaf, key, [.. Asked, .. names]);
}
