namespace KubectlWebhookCert.Tests.Cluster;

/// <summary>The role of docs/rbac for `adopt --to cert-manager`, as <see cref="RoleTests"/> have it for the others.</summary>
public sealed class HandoverRoleTests(SharedCluster shared) : CertManagerAdoptionTest(shared)
{
    [Fact]
    public async Task Who_may_rotate_and_make_certificates_hands_over()
    {
        await using var stage = await ByHandAsync();
        await StartAsync(stage);
        var user = await RoleUser.CreateAsync(
            Cluster, Make, stage.Namespace, ["webhook-cert-viewer", "webhook-cert-bundles"], ["webhook-cert-rotator", "webhook-cert-handover"]);
        string[] adopt = ["adopt", stage.Configuration, "--to", "cert-manager", "--settle", "1s"];

        // --abort deletes what was made
        await user.EachCountsAsync(
            "webhook-cert-handover",
            right => right.ToString(),
            ["delete certificates.cert-manager.io", "delete issuers.cert-manager.io"],
            () => user.ComplaintsAsync([.. adopt, "--dry-run=server"]));
        Assert.Equal("0\n", await user.ComplaintsAsync([.. adopt, "--yes"]));
    }
}
