namespace KubectlWebhookCert.Tests.Cluster;

/// <summary>`adopt --to cert-manager` where somebody would undo it, or the user may not do it, or wants it back.</summary>
public sealed class AdoptCertManagerKeeperTests(SharedCluster shared) : CertManagerAdoptionTest(shared)
{
    [Fact]
    public async Task Argo_cd_has_to_leave_the_secret_alone_first()
    {
        await using var stage = await ByHandAsync();
        await StartAsync(stage);
        var argo = new ArgoCdStage(Cluster.Admin, stage.Secret);
        await argo.InstallAsync(Cancelled);
        var before = await StateAsync(stage);
        await argo.SyncAsync(new Dictionary<string, string> { ["tls.crt"] = before.Text("tls.crt") + "\n" }, Cancelled);

        Plugin.MustFail(await AdoptAsync(stage), "Argo CD");
        Assert.Empty(await NamesAsync(Manager.Api.Collection));
        Assert.Equal(before.Bundles, (await StateAsync(stage)).Bundles);
        await argo.IgnoreDifferencesAsync(Cancelled);
        AssertDone(await AdoptUnderLoadAsync(stage));

        await AssertServedAnewAsync(stage, before);
    }

    [Fact]
    public async Task Flux_has_to_leave_the_secret_alone_first()
    {
        await using var stage = await ByHandAsync();
        await StartAsync(stage);
        var applied = $$"""
            {"metadata":{"labels":{"kustomize.toolkit.fluxcd.io/name":"apps","kustomize.toolkit.fluxcd.io/namespace":"flux-system"} },
             "data":{"tls.crt":"{{SecretData.Encoded((await StateAsync(stage)).Text("tls.crt") + "\n")}}"} }
            """;
        await Cluster.Admin.MergeAsync($"{stage.Secret.Path}?fieldManager=kustomize-controller", applied, Cancelled);
        var before = await StateAsync(stage);

        Plugin.MustFail(await AdoptAsync(stage), "Flux");
        await AssertUntouchedAsync(stage, before);
        await Cluster.Admin.MergeAsync(
            stage.Secret.Path, """{"metadata":{"annotations":{"kustomize.toolkit.fluxcd.io/ssa":"IfNotPresent"} } }""", Cancelled);
        AssertDone(await AdoptUnderLoadAsync(stage));

        await AssertServedAnewAsync(stage, before);
    }

    [Fact]
    public async Task Who_may_not_write_everything_is_told_so_before_the_first_write()
    {
        await using var stage = await ByHandAsync();
        await StartAsync(stage);
        var before = await StateAsync(stage);
        var user = await RestrictedReader.CreateAsync(Cluster, Make, Cancelled);
        await user.GrantAsync(Cluster, Make, null, [new ReadRight("*", "*", "get"), new ReadRight("*", "*", "list")], Cancelled);

        var result = await RunAsync(user.Kubeconfig, ["adopt", stage.Configuration, "--to", "cert-manager", "--yes"]);

        Plugin.MustFail(result, "you are not allowed to");
        foreach (var needed in (string[])["create secrets", "create issuers.cert-manager.io", "create certificates.cert-manager.io", "patch certificates.cert-manager.io/webhook-server-cert --subresource=status", "patch validatingwebhookconfigurations.admissionregistration.k8s.io"])
        {
            Assert.Contains(needed, result.Error, StringComparison.Ordinal);
        }
        await AssertUntouchedAsync(stage, before);
    }

    [Fact]
    public async Task A_rotation_of_what_is_being_handed_over_is_refused_with_the_way_out()
    {
        await using var stage = await ByHandAsync();
        await StartAsync(stage);
        Manager.Issuer.Refusal = "quota exceeded";
        var stopped = await AdoptAsync(stage);
        Assert.Equal(1, stopped.ExitCode);

        Plugin.MustFail(await RotateAsync(stage.Configuration), "an adoption of");
        Assert.Contains("--to cert-manager", (await RotateAsync(stage.Configuration, "--abort")).Error, StringComparison.Ordinal);

        Manager.Issuer.Refusal = null;
        Plugin.MustBeDone(await AdoptAsync(stage));
        await AssertHandedOverAsync(stage);
    }

    [Fact]
    public async Task A_backup_of_before_is_not_put_back_while_cert_manager_issues()
    {
        await using var stage = await ByHandAsync();
        await StartAsync(stage);
        Plugin.MustBeDone(await AdoptAsync(stage));
        var after = await StateAsync(stage);
        var backup = Assert.Single(await BackupsAsync(stage));

        var result = await RunAsync(["restore", backup, "-n", stage.Namespace, "--yes"]);

        Plugin.MustFail(result, "cert-manager issues it since");
        Assert.Equal(after.Secret["data"]?.ToJsonString(), (await StateAsync(stage)).Secret["data"]?.ToJsonString());
        Assert.Equal(after.Bundles, (await StateAsync(stage)).Bundles);
    }
}
