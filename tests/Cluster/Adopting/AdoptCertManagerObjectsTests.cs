namespace KubectlWebhookCert.Tests.Cluster;

/// <summary>`adopt --to cert-manager` where one Secret serves webhooks of every kind of configuration.</summary>
public sealed class AdoptCertManagerObjectsTests(SharedCluster shared) : CertManagerAdoptionTest(shared)
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Every_object_that_trusts_the_secret_has_the_ca_injected_and_no_request_fails(bool merges)
    {
        await using var stage = await WithAuthorityKeyAsync();
        var others = new Dictionary<string, string> { ["webhook-cert.test/connection"] = "other" };
        var other = new WebhookEntry(stage.Service, Authority.Pem) { Name = "a.webhook-cert.test", ObjectLabels = others };
        BundleTarget[] objects =
        [
            stage.Trusting,
            BundleTarget.Mutating(await Make.MutatingAsync([other], Cancelled)),
            BundleTarget.Definition((await Make.DefinitionAsync(stage.Service, Authority.Pem, Cancelled)).Configuration),
            BundleTarget.ApiService((await Make.ApiServiceAsync(stage.Service, Authority.Pem, Cancelled)).Configuration),
        ];
        await StartAsync(stage, merges);
        var before = await StateAsync(stage);

        await using var load = await stage.LoadAsync(PerSecond + 10, Cancelled);
        await PauseAsync(0.5);
        var result = await RunAsync(["adopt", $"service/{stage.Service.Name}", "-n", stage.Namespace, "--to", "cert-manager", "--yes"]);
        await PauseAsync(1);
        AssertDone((result, await StopAsync(load)));

        await AssertServedAnewAsync(stage, before);
        foreach (var each in objects)
        {
            var now = await Cluster.Admin.GetAsync(each.Path, Cancelled);
            var source = Json.At(now, "metadata.annotations")?["cert-manager.io/inject-ca-from"];
            Assert.Equal($"{stage.Namespace}/{stage.Secret.Name}", (string?)source);
            Assert.All(each.Bundles(now), bundle => Assert.Equal(Authority.Pem.Trim(), SecretData.Decoded(bundle).Trim()));
        }
        await AssertSoundAsync($"service/{stage.Service.Name}", "-n", stage.Namespace, "--disable", "owner-conflict");
        await AssertNothingUnderWayAsync(stage);
    }
}
