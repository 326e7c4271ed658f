using KubectlWebhookCert.Core.Tests.Fixtures;
using KubectlWebhookCert.Tests.Cluster;

namespace KubectlWebhookCert.Core.Tests.Rules.ServingCertificates;

/// <summary>weak-signature: SHA-1 anywhere but on the anchor itself.</summary>
public sealed class WeakSignatureTests
{
    private const string Code = "weak-signature";

    private static readonly CertificateDraft RsaRoot = Shaped.Root with { Key = TestKeyKind.Rsa2048 };

    [Fact]
    public void A_leaf_signed_with_sha1_is_refused()
    {
        var judged = Judged.Of(Shaped.Path(RsaRoot, Shaped.Leaf with { IsSha1 = true }));

        Assert.Equal([Code], judged.Alarms);
        Assert.Equal("the serving certificate is signed with SHA1-RSA, which the API server does not accept", judged.Finding(Code).Fault.Message);
        Assert.True(judged.Finding(Code).IsReported);
    }

    [Fact]
    public void So_is_an_intermediate() => Assert.Equal(
        "the intermediate CN=hook-intermediate is signed with SHA1-RSA, which the API server does not accept",
        Judged.Of(Shaped.Path(RsaRoot, Shaped.Middle with { IsSha1 = true }, Shaped.Leaf)).Finding(Code).Fault.Message);

    [Fact]
    public void Nobody_looks_at_the_signature_of_the_anchor() =>
        Assert.Empty(Judged.Of(Shaped.Path(RsaRoot with { IsSha1 = true }, Shaped.Leaf)).Alarms);
}
