using System.Security.Cryptography;
using System.Text.Json.Nodes;

namespace KubectlWebhookCert.Tests.Cluster;

/// <summary>
/// S5: the API server's CA was replaced by another of the same name, and kubeconfigs and ConfigMaps stayed behind. `validate trust` names them,
/// `adopt` mends them, and kubectl itself is the judge.
/// </summary>
public sealed class ReplacedAuthorityTests(SharedCluster shared) : ClusterTest(shared)
{
    private const string Comment = "# handed out by the platform team";

    private readonly TestCertificates renewed = new("webhook-cert test server CA"); // as the old one is called
    private ApiServerReplica? server;
    private PrivateFolder? folder;
    private string space = "";

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        folder = new PrivateFolder();
        server = await Own("it starts another API server").AnotherServerAsync(renewed, sendsAuthority: true, Cancelled);
        space = await Make.NamespaceAsync(Cancelled);
    }

    public override async ValueTask DisposeAsync()
    {
        if (server is not null)
        {
            await server.DisposeAsync();
        }
        folder?.Dispose();
        renewed.Dispose();
        await base.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    private ApiServerReplica Server => server ?? throw new InvalidOperationException("the test has not begun");

    private PrivateFolder Folder => folder ?? throw new InvalidOperationException("the test has not begun");

    private string OldPem => Own("its authority").Pki.Server.Pem;

    private string Fingerprint => Convert.ToHexStringLower(SHA256.HashData(renewed.Authority.RawData));

    [Fact]
    public async Task Exactly_the_consumers_that_would_fail_are_named()
    {
        await ConfigMapAsync("behind", OldPem);
        await ConfigMapAsync("followed", OldPem + renewed.Pem);
        await ConfigMapAsync("unrelated", Own("its authority").Pki.Users.Pem);
        await ConfigMapAsync("kube-root-ca.crt", OldPem);
        await Make.SecretAsync(space, "copied", "Opaque", new Dictionary<string, string> { ["ca.crt"] = OldPem }, Cancelled);

        var found = await ValidateAsync(Server.AdminKubeconfig, "trust", "-n", space, "-o", "json");

        Assert.Equal(1, found.ExitCode);
        Assert.Equal(["behind", "copied", "kube-root-ca.crt"], Missing(found).Select(finding => Json.Text(finding, "object.name")).Order(StringComparer.Ordinal));
        Assert.Contains("--root-ca-file", Json.Text(Missing(found).First(finding => Json.Text(finding, "object.name") == "kube-root-ca.crt"), "fix"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_kubeconfig_that_is_shut_out_is_named_though_nothing_else_can_be_read()
    {
        var kubeconfig = Behind();

        var found = await ValidateAsync(kubeconfig, "trust", "-o", "json");

        Assert.Equal(1, found.ExitCode);
        Assert.Equal(["kubeconfig-untrusted"], Validation.Alarms(found));
        Assert.Contains("could not list secrets", found.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_mended_kubeconfig_works_against_the_old_and_the_new_server()
    {
        var kubeconfig = Behind();
        var before = await File.ReadAllTextAsync(kubeconfig, Cancelled);
        Assert.Contains("x509", (await KubectlAsync(kubeconfig)).Error, StringComparison.Ordinal);

        await MendAsync(kubeconfig);

        await MustWorkAsync(kubeconfig);
        await MustWorkAsync(kubeconfig, "--server", Cluster.Anonymous.Server.ToString());
        Assert.Contains(Comment, await File.ReadAllTextAsync(kubeconfig, Cancelled), StringComparison.Ordinal);
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, OperatingSystem.IsWindows() ? default : File.GetUnixFileMode(kubeconfig));
        var backup = Assert.Single(Directory.GetFiles(Folder.Root, Path.GetFileName(kubeconfig) + ".webhook-cert-backup-*"));
        Assert.Equal(before, await File.ReadAllTextAsync(backup, Cancelled));
        Assert.Equal(0, (await ValidateAsync(kubeconfig, "kubeconfig")).ExitCode);
        Assert.StartsWith($"kubeconfig/{kubeconfig} unchanged", (await AdoptAsync(kubeconfig, "kubeconfig", "--ca-from", "apiserver", "--fingerprint", Fingerprint)).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_ca_may_come_from_a_file_and_lie_in_one()
    {
        var authority = Folder.Write("ca.crt", OldPem);
        var kubeconfig = Folder.Write("by-file.kubeconfig", (Connection() with { AuthorityPem = null }).ToYaml().Replace(
            "    server:", $"    certificate-authority: {authority}\n    server:", StringComparison.Ordinal));

        Plugin.MustBeDone(await AdoptAsync(kubeconfig, "kubeconfig", "--ca-from", "file/" + Folder.Write("new.crt", renewed.Pem), "--yes"));

        Assert.Equal(OldPem + renewed.Pem, await File.ReadAllTextAsync(authority, Cancelled));
        await MustWorkAsync(kubeconfig);
    }

    [Fact]
    public async Task The_ca_may_lie_in_the_cluster_that_another_kubeconfig_leads_to()
    {
        var kubeconfig = Behind();
        await ConfigMapAsync("followed", renewed.Pem);
        await Make.SecretAsync(space, "kept", "Opaque", new Dictionary<string, string> { ["ca.crt"] = renewed.Pem }, Cancelled);
        string[] adopt = [$"kubeconfig/{kubeconfig}", "--yes", "--ca-from"];

        Plugin.MustFail(await AdoptAsync(Cluster.AdminKubeconfig, [.. adopt, $"configmap/{space}/nowhere:ca.crt"]), "configmaps \"nowhere\" not found");
        Plugin.MustFail(await AdoptAsync(Cluster.AdminKubeconfig, [.. adopt, $"configmap/{space}/followed:other"]), "other");
        Plugin.MustBeDone(await AdoptAsync(Cluster.AdminKubeconfig, [.. adopt, $"configmap/{space}/followed:ca.crt"]));
        await MustWorkAsync(kubeconfig);
        var again = await AdoptAsync(Cluster.AdminKubeconfig, [.. adopt, $"secret/{space}/kept:ca.crt"]);

        Assert.StartsWith($"kubeconfig/{kubeconfig} unchanged", again.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_old_ca_is_taken_out_later_and_never_the_one_in_use()
    {
        var kubeconfig = Behind();
        await MendAsync(kubeconfig);
        await ConfigMapAsync("both", OldPem + renewed.Pem);
        var old = Convert.ToHexStringLower(SHA256.HashData(Own("its authority").Pki.Server.Authority.RawData));

        Plugin.MustFail(await AdoptAsync(kubeconfig, "kubeconfig", "--prune-ca", Fingerprint, "--yes"), "is in use: API server");
        await MustWorkAsync(kubeconfig);
        Plugin.MustBeDone(await AdoptAsync(kubeconfig, "kubeconfig", "--prune-ca", old, "--yes"));
        await MustWorkAsync(kubeconfig);
        Assert.Contains("x509", (await KubectlAsync(kubeconfig, "--server", Cluster.Anonymous.Server.ToString())).Error, StringComparison.Ordinal);
        Plugin.MustFail(await AdoptAsync(Server.AdminKubeconfig, "configmap/both", "-n", space, "--prune-ca", old, "--yes"), "is in use is not known");
        Plugin.MustBeDone(await AdoptAsync(Server.AdminKubeconfig, "configmap/both:ca.crt", "-n", space, "--prune-ca", old, "--ca-from", "apiserver", "--fingerprint", Fingerprint, "--yes"));

        Assert.Equal(renewed.Pem, await DataAsync("both"));
    }

    [Fact]
    public async Task An_expired_ca_is_taken_out_when_that_is_asked_for()
    {
        using var expired = new TestCertificates("webhook-cert test server CA", DateTimeOffset.UtcNow.AddDays(-9), DateTimeOffset.UtcNow.AddDays(-1));
        await ConfigMapAsync("both", expired.Pem + renewed.Pem);

        Plugin.MustBeDone(await AdoptAsync(Server.AdminKubeconfig, "configmap/both", "-n", space, "--prune", "--yes"));

        Assert.Equal(renewed.Pem, await DataAsync("both"));
    }

    [Fact]
    public async Task What_nobody_has_confirmed_is_not_trusted()
    {
        var kubeconfig = Behind();
        var before = await File.ReadAllTextAsync(kubeconfig, Cancelled);
        string[] adopt = ["kubeconfig", "--ca-from", "apiserver", "--yes"];
        var other = Convert.ToHexStringLower(SHA256.HashData(Own("its authority").Pki.Users.Authority.RawData));

        var unconfirmed = await AdoptAsync(kubeconfig, adopt);
        Plugin.MustFail(unconfirmed, "is not confirmed", Fingerprint);
        Assert.Contains("--fingerprint SHA256", unconfirmed.Error, StringComparison.Ordinal);
        Plugin.MustFail(await AdoptAsync(kubeconfig, [.. adopt, "--fingerprint", other]), "presents another certificate than the confirmed one");
        Plugin.MustFail(await AdoptAsync(kubeconfig, [.. adopt, "--fingerprint", Fingerprint[..12]]), "invalid fingerprint");
        Plugin.MustFail(await AdoptAsync(kubeconfig, "kubeconfig", "--ca-from", "apiserver", "--fingerprint", Fingerprint), "there is no terminal to ask on");

        Assert.Equal(before, await File.ReadAllTextAsync(kubeconfig, Cancelled));
        Assert.Empty(Directory.GetFiles(Folder.Root, "*.webhook-cert-backup-*"));
    }

    [Fact]
    public async Task A_server_that_does_not_send_its_ca_along_cannot_vouch_for_it()
    {
        await using var silent = await Own("it starts another API server").AnotherServerAsync(renewed, sendsAuthority: false, Cancelled);
        var kubeconfig = Folder.Write("silent.kubeconfig", (Connection() with { Server = silent.Server }).ToYaml());

        Plugin.MustFail(
            await AdoptAsync(kubeconfig, "kubeconfig", "--ca-from", "apiserver", "--fingerprint", Fingerprint, "--yes"), "without the CA that signed it");
    }

    [Fact]
    public async Task A_config_map_is_mended_with_a_backup_and_put_back()
    {
        await ConfigMapAsync("behind", "# ours\n" + OldPem);
        string[] adopt = ["configmap/behind", "-n", space, "--ca-from", "apiserver", "--fingerprint", Fingerprint];

        Assert.Contains("adopted (dry run)", (await AdoptAsync(Server.AdminKubeconfig, [.. adopt, "--dry-run=client"])).Output, StringComparison.Ordinal);
        Assert.Contains("adopted (server dry run)", (await AdoptAsync(Server.AdminKubeconfig, [.. adopt, "--dry-run=server"])).Output, StringComparison.Ordinal);
        Assert.Equal("# ours\n" + OldPem, await DataAsync("behind"));
        var none = await RunAsync(Server.AdminKubeconfig, "restore", "-n", space);
        Assert.Equal(("", $"No backups found in {space} namespace.\n"), (none.Output, none.Error));
        var done = await AdoptAsync(Server.AdminKubeconfig, [.. adopt, "--yes"]);

        Plugin.MustBeDone(done);
        Assert.Equal("# ours\n" + OldPem + renewed.Pem, await DataAsync("behind"));
        Assert.Equal(0, (await ValidateAsync(Server.AdminKubeconfig, "trust", "-n", space)).ExitCode);
        var undo = done.Output.Split('\n').Single(line => line.Contains("to undo:", StringComparison.Ordinal)).Split("webhook-cert ")[1].Split(' ');
        Assert.Contains("configmap/behind", (await RunAsync(Server.AdminKubeconfig, "restore", "-n", space)).Output, StringComparison.Ordinal);
        Plugin.MustBeDone(await RunAsync(Server.AdminKubeconfig, [.. undo, "--yes"]));
        Assert.Equal("# ours\n" + OldPem, await DataAsync("behind"));
    }

    [Fact]
    public async Task What_a_controller_writes_is_refused_with_what_to_mend_instead()
    {
        await ConfigMapAsync("kube-root-ca.crt", OldPem);
        string[] adopt = ["configmap/kube-root-ca.crt", "-n", space, "--ca-from", "apiserver", "--fingerprint", Fingerprint, "--yes"];

        var refused = await AdoptAsync(Server.AdminKubeconfig, adopt);

        Plugin.MustFail(refused, "is written by kube-controller-manager");
        Assert.Contains("--root-ca-file", refused.Error, StringComparison.Ordinal);
        Assert.Equal(OldPem, await DataAsync("kube-root-ca.crt"));
    }

    [Fact]
    public async Task Who_may_not_read_it_changes_nothing()
    {
        await ConfigMapAsync("behind", OldPem);
        var restricted = Folder.Write("restricted.kubeconfig", (Connection() with { AuthorityPem = renewed.Pem, Token = null }).ToYaml());

        Plugin.MustFail(
            await AdoptAsync(restricted, "configmap/behind", "-n", space, "--ca-from", "apiserver", "--fingerprint", Fingerprint, "--yes"), "configmap/behind");
        Assert.Equal(OldPem, await DataAsync("behind"));
    }

    [Fact]
    public async Task Killed_anywhere_a_kubeconfig_is_the_old_or_the_new_one()
    {
        var kubeconfig = Behind();
        var before = await File.ReadAllTextAsync(kubeconfig, Cancelled);
        var mended = Folder.Write("mended.kubeconfig", before);
        await MendAsync(mended);
        var after = await File.ReadAllTextAsync(mended, Cancelled);
        HashSet<string> seen = [];

        // on a busy machine it takes longer until the new one is there
        for (var pause = 0; pause < 60 || (!seen.Contains(after) && pause < 490); pause++)
        {
            await File.WriteAllTextAsync(kubeconfig, before, Cancelled);
            File.Delete(kubeconfig + ".lock");
            string[] killed = ["-s", "KILL", $"0.{(pause * 2) + 1:000}", NativeBinary.Location, "adopt", "kubeconfig", "--ca-from", "apiserver", "--fingerprint", Fingerprint, "--yes", "--kubeconfig", kubeconfig];
            await new ProgramCall("timeout", killed).RunAsync(Cancelled);
            seen.Add(await File.ReadAllTextAsync(kubeconfig, Cancelled));
        }

        Assert.Equal([before, after], seen.OrderBy(text => text.Length));
    }

    private KubeconfigFile Connection() => new(Server.Server) { AuthorityPem = OldPem, Token = Own("its token").AdminToken };

    /// <summary>For the new server, with the old CA.</summary>
    private string Behind() => Folder.Write(FreshName.With("behind"), $"{Comment}\n{Connection().ToYaml()}");

    private Task<JsonObject> ConfigMapAsync(string name, string pem) => Cluster.Admin.CreateAsync(
        $"/api/v1/namespaces/{space}/configmaps",
        new JsonObject { ["metadata"] = new JsonObject { ["name"] = name }, ["data"] = new JsonObject { ["ca.crt"] = pem, ["note"] = "stays" } }.ToJsonString(),
        Cancelled);

    private async Task<string?> DataAsync(string configMap) =>
        (string?)(await Cluster.Admin.GetAsync($"/api/v1/namespaces/{space}/configmaps/{configMap}", Cancelled))["data"]?["ca.crt"];

    private async Task MendAsync(string kubeconfig) =>
        Plugin.MustBeDone(await AdoptAsync(kubeconfig, "kubeconfig", "--ca-from", "apiserver", "--fingerprint", Fingerprint, "--yes"));

    private static Task<ProgramResult> AdoptAsync(string kubeconfig, params IReadOnlyList<string> arguments) => RunAsync(kubeconfig, ["adopt", .. arguments]);

    private static Task<ProgramResult> ValidateAsync(string kubeconfig, params IReadOnlyList<string> arguments) => RunAsync(kubeconfig, ["validate", .. arguments]);

    private static async Task<ProgramResult> RunAsync(string kubeconfig, params IReadOnlyList<string> arguments)
    {
        var result = await Plugin.RunAsync(NativeBinary.Call([.. arguments, "--kubeconfig", kubeconfig]));
        TestContext.Current.TestOutputHelper?.WriteLine($"{string.Join(' ', arguments)}: exit {result.ExitCode}\n{result.Output}{result.Error}");
        return result;
    }

    private static Task<ProgramResult> KubectlAsync(string kubeconfig, params IReadOnlyList<string> flags) =>
        new ProgramCall("kubectl", ["get", "namespace", "default", "-o", "name", "--kubeconfig", kubeconfig, .. flags]).RunAsync(Cancelled);

    private static async Task MustWorkAsync(string kubeconfig, params IReadOnlyList<string> flags)
    {
        var result = await KubectlAsync(kubeconfig, flags);
        Assert.Equal((0, "namespace/default\n"), (result.ExitCode, result.Output));
    }

    private static IEnumerable<JsonNode> Missing(ProgramResult found) =>
        Validation.Findings(found).Where(finding => Json.Text(finding, "code") == "trust-missing-ca");
}
