using System.Security.Cryptography;
using System.Text.Json.Nodes;

namespace KubectlWebhookCert.Tests.Cluster;

/// <summary>`adopt` of what nobody manages: a certificate that somebody made by hand and whose CA key is gone, taken over and rotated under load.</summary>
public sealed class AdoptSecretTests(SharedCluster shared) : RotateTest(shared)
{
    private static readonly TimeSpan?[] TwoKubelets = [TimeSpan.FromSeconds(0.4), TimeSpan.FromSeconds(1.2)];

    private readonly TestCertificates authority = new("hand-made CA");
    private readonly TestCertificates stranger = new("another CA");

    public override async ValueTask DisposeAsync()
    {
        authority.Dispose();
        stranger.Dispose();
        await base.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task Adopted_and_then_rotated_no_admission_fails()
    {
        await using var stage = await StageAsync();
        var before = await StateAsync(stage);
        Assert.Equal("nobody", await OwnerAsync(stage));

        await using var load = await stage.LoadAsync(PerSecond + 10, Cancelled);
        await PauseAsync(0.5);
        var adopted = await RunAsync(["adopt", stage.Configuration, "--yes"]);
        var owner = await OwnerAsync(stage);
        var rotated = await RotateAsync(stage.Configuration);
        await PauseAsync(1);
        var result = await StopAsync(load);

        Plugin.MustBeDone(adopted);
        Assert.StartsWith("secret/webhook-server-cert adopted\n", adopted.Output, StringComparison.Ordinal);
        Assert.Equal("kubectl-webhook-cert", owner);
        AssertDone((rotated, result));
        await AssertServedAnewAsync(stage, before);
        await AssertSoundAsync(stage.Configuration);
        var secret = (await StateAsync(stage)).Secret;
        Assert.Equal("kubectl-webhook-cert", (string?)secret["metadata"]?["labels"]?["webhook-cert.io/managed-by"]);
        Assert.Equal("nobody", (string?)secret["metadata"]?["annotations"]?["webhook-cert.io/adopted-from"]);
    }

    [Fact]
    public async Task Adopted_twice_it_is_unchanged_and_given_back_it_is_as_it_was()
    {
        await using var stage = await StageAsync();
        var before = await StateAsync(stage);
        Plugin.MustFail(await RunAsync(["adopt", stage.Configuration, "--to", "none", "--yes"]), "was not adopted");
        Plugin.MustBeDone(await RunAsync(["adopt", stage.Configuration, "--yes"]));

        Assert.StartsWith("secret/webhook-server-cert unchanged\n", (await RunAsync(["adopt", stage.Configuration, "--yes"])).Output, StringComparison.Ordinal);
        Assert.Equal("secret/webhook-server-cert given back\n", (await RunAsync(["adopt", stage.Configuration, "--to", "none", "--yes"])).Output);

        var after = await StateAsync(stage);
        Assert.Equal("nobody", await OwnerAsync(stage));
        Assert.Null(after.Secret["metadata"]?["labels"]?["webhook-cert.io/managed-by"]);
        Assert.Equal(before.Secret["data"]?.ToJsonString(), after.Secret["data"]?.ToJsonString());
        Assert.Equal(before.Configuration.ToJsonString(), after.Configuration.ToJsonString());
        await AssertNoLeaseAsync(stage);
    }

    [Fact]
    public async Task A_bundle_that_does_not_trust_what_is_served_is_healed_once_that_is_confirmed()
    {
        await using var stage = await StageAsync(bundle: stranger.Pem);
        var before = await StateAsync(stage);
        string[] adopt = ["adopt", stage.Configuration, "--yes"];

        var unconfirmed = await RunAsync(adopt);
        Plugin.MustFail(unconfirmed, "nobody has confirmed what is to be trusted", Fingerprint(authority));
        Plugin.MustFail(await RunAsync([.. adopt, "--fingerprint", Fingerprint(stranger)]), "nothing that is served or stored has the fingerprint");
        await AssertUntouchedAsync(stage, before);
        var dry = await RunAsync(["adopt", stage.Configuration, "--dry-run=client", "-o", "json"]);
        Assert.Equal("adopted (dry run)", Json.Text(Plugin.Document(dry), "result"));
        Plugin.MustBeDone(await RunAsync([.. adopt, "--fingerprint", Fingerprint(authority)]));

        Assert.Equal(stranger.Pem + authority.Pem, (await StateAsync(stage)).Bundle);
        await using var load = await stage.LoadAsync(PerSecond + 10, Cancelled);
        await PauseAsync(1.5);
        AssertUnharmed(await StopAsync(load));
        Assert.Contains(await NamesAsync(stage.Secret.Collection), name => name.StartsWith("webhook-cert-trust-backup-", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_bundle_gets_a_ca_from_a_file_and_is_put_back()
    {
        await using var stage = await StageAsync();
        var before = await StateAsync(stage);
        using var folder = new PrivateFolder();
        string[] adopt = ["adopt", stage.Configuration, "--ca-from", "file/" + folder.Write("ca.pem", stranger.Pem)];

        var done = await RunAsync([.. adopt, "--yes"]);
        Plugin.MustBeDone(done);
        Assert.Equal(authority.Pem + stranger.Pem, (await StateAsync(stage)).Bundle);
        Assert.Contains("unchanged", (await RunAsync([.. adopt, "--yes"])).Output, StringComparison.Ordinal);
        var undo = done.Output.Split('\n').First(line => line.Contains("to undo:", StringComparison.Ordinal)).Split("webhook-cert ")[1].Split(' ');
        Plugin.MustBeDone(await RunAsync([.. undo, "--yes"]));

        Assert.Equal(before.Bundles, (await StateAsync(stage)).Bundles);
        Assert.Equal(before.Secret.ToJsonString(), (await StateAsync(stage)).Secret.ToJsonString());
    }

    [Fact]
    public async Task A_config_map_gets_the_ca_that_a_service_presents_once_that_is_confirmed()
    {
        using var below = authority.Intermediate("issuing CA"); // servers send no CA along that signed itself
        await using var stage = await StageAsync(issuer: below);
        var map = new JsonObject { ["metadata"] = new JsonObject { ["name"] = "clients" }, ["data"] = new JsonObject { ["ca.crt"] = stranger.Pem } };
        await Cluster.Admin.CreateAsync($"/api/v1/namespaces/{stage.Namespace}/configmaps", map.ToJsonString(), Cancelled);
        string[] adopt = ["adopt", "configmap/clients", "-n", stage.Namespace, "--yes", "--ca-from", $"service/{stage.Namespace}/{stage.Service.Name}"];

        Plugin.MustFail(await RunAsync(adopt), "is not confirmed", Fingerprint(below));
        Plugin.MustFail(await RunAsync([.. adopt[..^1], $"service/{stage.Namespace}/nowhere"]), "services \"nowhere\" not found");
        Plugin.MustBeDone(await RunAsync([.. adopt, "--fingerprint", Fingerprint(below)]));

        var held = await Cluster.Admin.GetAsync($"/api/v1/namespaces/{stage.Namespace}/configmaps/clients", Cancelled);
        Assert.Equal(stranger.Pem + below.Pem, (string?)held["data"]?["ca.crt"]);
    }

    [Fact]
    public async Task A_secret_that_somebody_changes_meanwhile_is_left_as_it_is()
    {
        await using var stage = await StageAsync();
        await using var proxy = new FaultProxy(ReachingLoopback());
        proxy.OnNext(
            write => write.Method == "PATCH" && write.Path.Contains("/secrets/", StringComparison.Ordinal),
            new WriteFault.CallBefore((_, ended) => Cluster.Admin.MergeAsync(stage.Secret.Path, """{"metadata":{"labels":{"somebody":"else"} } }""", ended)));

        var refused = await RunAsync(proxy.Kubeconfig, ["adopt", stage.Configuration, "--yes"]);

        Assert.Equal(1, refused.ExitCode);
        Assert.Contains("was changed meanwhile by somebody else: it is left as it is", refused.Error, StringComparison.Ordinal);
        var after = (await StateAsync(stage)).Secret["metadata"];
        Assert.Equal("""{"somebody":"else"}""", after?["labels"]?.ToJsonString());
        Assert.Null(after?["annotations"]);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Killed_at_any_write_the_same_command_ends_it(bool isApplied)
    {
        for (var number = 1; ; number++)
        {
            await using var stage = await StageAsync(bundle: stranger.Pem);
            await using var proxy = new FaultProxy(ReachingLoopback());
            string[] adopt = ["adopt", stage.Configuration, "--yes", "--fingerprint", Fingerprint(authority)];
            var seen = 0;

            var call = NativeBinary.Call([.. adopt, "--settle", "100ms", "--kubeconfig", proxy.Kubeconfig]) with { Timeout = TimeSpan.FromSeconds(60) };
            var isKilled = await KilledRun.RunAsync(proxy, call, write => !write.IsDryRun && ++seen == number, isApplied, Cancelled);
            Plugin.MustBeDone(await RunAsync(adopt));

            var state = await StateAsync(stage);
            Assert.Equal(stranger.Pem + authority.Pem, state.Bundle);
            Assert.Equal("kubectl-webhook-cert", (string?)state.Secret["metadata"]?["labels"]?["webhook-cert.io/managed-by"]);
            Assert.Contains(await NamesAsync(stage.Secret.Collection), name => name.StartsWith("webhook-cert-trust-backup-", StringComparison.Ordinal));
            if (!isKilled)
            {
                Assert.True(number > 3, $"it has only {number - 1} writes"); // backup, bundles, Secret
                return;
            }
        }
    }

    [Fact]
    public async Task A_missing_secret_is_made_of_files_that_fit_together_and_of_no_others()
    {
        await using var stage = await StageAsync();
        var state = await StateAsync(stage);
        using var folder = new PrivateFolder();
        var (cert, key, ca) = (state.Text("tls.crt"), state.Text("tls.key"), authority.Pem);
        await Cluster.Admin.DeleteAsync(stage.Secret.Path, Cancelled);
        Task<ProgramResult> AdoptAsync(string certPem, string keyPem, string caPem) => RunAsync(
        [
            "adopt", stage.Configuration, "--yes", "--secret", stage.Secret.Name,
            "--cert", folder.Write("cert.pem", certPem), "--key", folder.Write("key.pem", keyPem), "--ca", folder.Write("ca.pem", caPem),
        ]);
        var other = authority.Issue("other.example.svc");

        Plugin.MustFail(await RunAsync(["adopt", stage.Configuration, "--yes", "--secret", stage.Secret.Name]), "does not exist");
        Plugin.MustFail(await AdoptAsync(cert, other.KeyPem, ca), "the key in --key is not that of the certificate in --cert");
        Plugin.MustFail(await AdoptAsync(other.ChainPem, other.KeyPem, ca), "certificate is valid for other.example.svc, not " + stage.Service.ServerName);
        Plugin.MustFail(await AdoptAsync(cert, key, stranger.Pem), "x509: certificate signed by unknown authority");
        Plugin.MustFail(await RunAsync(["adopt", stage.Configuration, "--yes", "--cert", folder.PathOf("cert.pem")]), "is handed in with its key and its CA");
        Plugin.MustFail(await RunAsync(["adopt", stage.Configuration, "--yes", "--cert", "nowhere", "--key", "nowhere", "--ca", "nowhere"]), "cannot read \"nowhere\": no such file");
        Assert.DoesNotContain(stage.Secret.Name, await NamesAsync(stage.Secret.Collection));
        Plugin.MustBeDone(await AdoptAsync(cert, key, ca));

        var made = await StateAsync(stage);
        Assert.Equal((cert, key, ca), (made.Text("tls.crt"), made.Text("tls.key"), made.Text("ca.crt")));
        Assert.Equal("kubernetes.io/tls", (string?)made.Secret["type"]);
        Assert.Equal("kubectl-webhook-cert", (string?)made.Secret["metadata"]?["labels"]?["webhook-cert.io/managed-by"]);
    }

    [Fact]
    public async Task A_blanked_secret_is_filled_only_with_what_the_user_hands_in_and_its_other_keys_stay()
    {
        await using var stage = await StageAsync();
        var state = await StateAsync(stage);
        using var folder = new PrivateFolder();
        await stage.WriteAsync(new Dictionary<string, string?> { ["tls.crt"] = "", ["tls.key"] = "", ["ca.crt"] = "", ["note"] = "stays" }, Cancelled);

        Plugin.MustFail(await RunAsync(["adopt", stage.Configuration, "--yes"]), "holds no certificate with its private key");
        Plugin.MustBeDone(await RunAsync(
        [
            "adopt", stage.Configuration, "--yes",
            "--cert", folder.Write("cert.pem", state.Text("tls.crt")), "--key", folder.Write("key.pem", state.Text("tls.key")), "--ca", folder.Write("ca.pem", authority.Pem),
        ]));

        var filled = await StateAsync(stage);
        Assert.Equal((state.Text("tls.crt"), state.Text("tls.key"), authority.Pem, "stays"), (filled.Text("tls.crt"), filled.Text("tls.key"), filled.Text("ca.crt"), filled.Text("note")));
        await AssertSoundAsync(stage.Configuration);
    }

    [Fact]
    public async Task A_blanked_secret_is_put_back_out_of_a_backup()
    {
        await using var stage = await StageAsync();
        Plugin.MustBeDone(await RunAsync(["adopt", stage.Configuration, "--yes"]));
        Plugin.MustBeDone(await RotateAsync(stage.Configuration));
        Plugin.MustBeDone(await RotateAsync(stage.Configuration));
        var backup = (await BackupsAsync(stage))[^1];
        await stage.WriteAsync(new Dictionary<string, string?> { ["tls.crt"] = "", ["tls.key"] = "", ["ca.crt"] = "" }, Cancelled);

        Plugin.MustFail(await RunAsync(["adopt", stage.Configuration, "--yes"]), "holds no certificate with its private key");
        Plugin.MustBeDone(await RunAsync(["restore", backup, "-n", stage.Namespace, "--yes"]));

        Assert.NotNull((await StateAsync(stage)).Leaf);
        await AssertSoundAsync(stage.Configuration);
    }

    [Fact]
    public async Task Somebodys_certificate_is_left_to_them()
    {
        await using var stage = await StageAsync();
        await Cluster.Admin.MergeAsync(
            stage.Trusting.Path, """{"metadata":{"annotations":{"service.beta.openshift.io/inject-cabundle":"true"} } }""", Cancelled);
        var before = await StateAsync(stage);

        var refused = await RunAsync(["adopt", stage.Configuration, "--yes"]);

        Plugin.MustFail(refused, "is OpenShift service-ca's");
        await AssertUntouchedAsync(stage, before);
    }

    [Fact]
    public async Task Without_the_right_to_write_nothing_is_written()
    {
        await using var stage = await StageAsync();
        var before = await StateAsync(stage);
        var reader = await RestrictedReader.CreateAsync(Cluster, Make, Cancelled);
        await reader.GrantAsync(Cluster, Make, null, [new ReadRight("*", "*", "get"), new ReadRight("*", "*", "list")], Cancelled);

        var refused = await RunAsync(reader.Kubeconfig, ["adopt", stage.Configuration, "--yes", "--probe", "none"]);

        Plugin.MustFail(refused, "you are not allowed to patch secrets/webhook-server-cert");
        await AssertUntouchedAsync(stage, before);
    }

    private Task<RotatingStage> StageAsync(string? bundle = null, TestCertificates? issuer = null) => RotatingStage.MakeAsync(
        ReachingLoopback(),
        Make,
        serverName =>
        {
            var leaf = (issuer ?? authority).Issue(serverName);
            var data = new Dictionary<string, string> { ["tls.crt"] = leaf.ChainPem, ["tls.key"] = leaf.KeyPem, ["ca.crt"] = authority.Pem };
            return (data, bundle ?? authority.Pem);
        },
        secret => secret,
        TwoKubelets,
        Cancelled);

    private async Task<string?> OwnerAsync(RotatingStage stage)
    {
        var inspected = Plugin.Document(await Plugin.InspectAsync(Cluster.AdminKubeconfig, stage.Configuration, "-o", "json", "--probe", "none"));
        return Json.Text(Assert.IsType<JsonArray>(inspected["items"])[0]!, "owner.code");
    }

    private async Task AssertNoLeaseAsync(RotatingStage stage) => Assert.Empty(await NamesAsync(LeasesOf(stage)));

    private static string Fingerprint(TestCertificates issued) => Convert.ToHexStringLower(SHA256.HashData(issued.Authority.RawData));
}
