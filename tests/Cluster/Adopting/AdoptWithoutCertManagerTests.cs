namespace KubectlWebhookCert.Tests.Cluster;

/// <summary>`adopt --to cert-manager` on a cluster that has none.</summary>
public sealed class AdoptWithoutCertManagerTests(SharedCluster shared) : RotateTest(shared), IClassFixture<SharedCluster>
{
    [Fact]
    public async Task It_is_refused_and_nothing_is_written()
    {
        using var authority = new TestCertificates("webhook CA");
        await using var stage = await PlainStage.MakeAsync(ReachingLoopback(), Make, authority, hasAuthorityKey: false, [TimeSpan.Zero], Cancelled);
        var before = await StateAsync(stage);

        var result = await RunAsync(["adopt", stage.Configuration, "--to", "cert-manager", "--yes"]);

        Plugin.MustFail(result, "cert-manager is not installed");
        await AssertUntouchedAsync(stage, before);
    }
}
