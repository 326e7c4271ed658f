namespace KubectlWebhookCert.Tests.Cluster;

/// <summary>What flags, KUBECONFIG and several files make of it together.</summary>
public sealed class KubeconfigFlagTests(SharedCluster shared) : KubeconfigTest(shared)
{
    private const string Nowhere = "server: https://127.0.0.1:1";

    private string ServerUrl => Address["server: ".Length..];

    private string AuthorityPath => Folder.Write("server-ca.crt", Server.Pki.Server.Pem);

    [Fact]
    public async Task Flags_alone_are_enough() => MustHaveRead(await Plugin.RunAsync(Plugin.Inspect(
        "-o", "name", "--server", ServerUrl, "--certificate-authority", AuthorityPath, "--token", Server.AdminToken)));

    [Fact]
    public async Task The_server_can_be_another()
    {
        Plugin.MustFail(await RunAsync([Nowhere, Authority], [Token]), "127.0.0.1:1");
        MustHaveRead(await RunAsync([Nowhere, Authority], [Token], "--server", ServerUrl));
        MustHaveRead(await RunAsync([Nowhere, Authority], [Token], "-s", ServerUrl));
    }

    [Fact]
    public async Task The_token_can_be_another()
    {
        MustHaveRead(await RunAsync([Address, Authority], ["token: outdated"], "--token", Server.AdminToken));
        Plugin.MustFail(await RunAsync([Address, Authority], [Token], "--token=outdated"), "Unauthorized");
    }

    [Fact]
    public async Task The_CA_can_be_another() => MustHaveRead(await RunAsync(
        [Address, "certificate-authority-data: " + Base64(Server.Pki.Users.Pem)], [Token], "--certificate-authority", AuthorityPath));

    [Fact]
    public async Task The_server_name_can_be_another()
    {
        MustHaveRead(await RunAsync([Address, Authority, "tls-server-name: wrong"], [Token], "--tls-server-name", "kubernetes"));
        Plugin.MustFail(await RunAsync([Address, Authority], [Token], "--tls-server-name=wrong"), "not wrong");
    }

    [Fact]
    public async Task The_client_certificate_can_be_given() => MustHaveRead(await RunAsync(
        [Address, Authority],
        [],
        "--client-certificate", CertificateFile.Split(' ')[1], "--client-key", KeyFile.Split(' ')[1]));

    [Fact]
    public async Task Context_cluster_and_user_can_be_chosen()
    {
        var right = new KubeconfigText([Address, Authority], [Token]);
        var wrong = new KubeconfigText([Nowhere], ["token: outdated"]);
        var here = Write(right.ToYaml());
        var elsewhere = Write(wrong.Clusters("wrong") + KubeconfigText.Contexts("wrong") + wrong.Users("wrong"));
        var call = Plugin.Inspect("-o", "name") with { Environment = Merged(elsewhere, here) };

        Plugin.MustFail(await Plugin.RunAsync(call), "127.0.0.1:1"); // the first file's current-context counts
        MustHaveRead(await Plugin.RunAsync(With(call, "--context", "test")));
        MustHaveRead(await Plugin.RunAsync(With(call, "--cluster", "test", "--user", "test")));
        Plugin.MustFail(await Plugin.RunAsync(With(call, "--context", "test", "--user", "wrong")), "Unauthorized");
    }

    [Fact]
    public async Task Several_files_are_merged()
    {
        var text = new KubeconfigText([Address, Authority], [Token]);
        var call = Plugin.Inspect("-o", "name") with
        {
            Environment = Merged(
                Write(KubeconfigText.Contexts("test")), Folder.PathOf("missing"), Write(text.Clusters("test")), Write(text.Users("test")),
                Write(new KubeconfigText([Nowhere], ["token: outdated"]).ToYaml())), // all of it is there already
        };

        MustHaveRead(await Plugin.RunAsync(call));
    }

    [Fact]
    public async Task The_home_directorys_kubeconfig_is_the_last_resort()
    {
        Directory.CreateDirectory(Folder.PathOf(".kube"));
        Folder.Write(".kube/config", new KubeconfigText([Address, Authority], [Token]).ToYaml());
        var call = Plugin.Inspect("-o", "name") with { Environment = new Dictionary<string, string> { ["HOME"] = Folder.Root } };

        MustHaveRead(await Plugin.RunAsync(call));
    }

    [Theory]
    [InlineData("10s", true)]
    [InlineData("1m30s", true)]
    [InlineData("30", true)]
    [InlineData("0", true)]
    [InlineData("soon", false)]
    [InlineData("-1s", false)]
    [InlineData("", true)]
    public async Task A_request_timeout_is_a_duration(string timeout, bool isOne)
    {
        var result = await RunAsync([Address, Authority], [Token], $"--request-timeout={timeout}");

        if (isOne)
        {
            MustHaveRead(result);
        }
        else
        {
            Plugin.MustFail(result, "--request-timeout");
        }
    }

    [Fact]
    public async Task A_pod_has_its_service_account()
    {
        var account = Folder.PathOf("account");
        Directory.CreateDirectory(account);
        Folder.Write("account/token", Server.AdminToken);
        Folder.Write("account/ca.crt", Server.Pki.Server.Pem);
        Folder.Write("account/namespace", "default");
        const string Directories = "/run/secrets/kubernetes.io/serviceaccount";
        var script = $"mount -t tmpfs none /run && mkdir -p {Directories} && cp {account}/* {Directories}/ && exec \"$@\"";
        var inspect = Plugin.Inspect("-o", "name");
        var call = inspect with
        {
            Path = "unshare",
            Arguments = ["--mount", "sh", "-c", script, "pod", inspect.Path, .. inspect.Arguments],
            Environment = new Dictionary<string, string>
            {
                ["HOME"] = "/nonexistent",
                ["KUBERNETES_SERVICE_HOST"] = "127.0.0.1",
                ["KUBERNETES_SERVICE_PORT"] = Server.Anonymous.Server.Port.ToString(System.Globalization.CultureInfo.InvariantCulture),
            },
        };

        var result = await Plugin.RunAsync(call);

        Assert.SkipWhen(
            result.Error.Contains("unshare", StringComparison.Ordinal) || result.Error.Contains("mount:", StringComparison.Ordinal),
            $"this user may not mount a service account: {result.Error}");
        MustHaveRead(result);
    }

    // Scripts write --context="$CONTEXT", whether or not there is one.
    [Fact]
    public async Task An_empty_flag_is_as_good_as_none()
    {
        string[] flags = ["--context=", "--cluster=", "--user=", "--server=", "--token=", "--as=", "--tls-server-name=", "-n="];

        foreach (var flag in flags)
        {
            MustHaveRead(await RunAsync([Address, Authority], [Token], flag));
            MustHaveRead(await RunAsync([Address, Authority], [Token], flag.TrimEnd('='), ""));
        }
    }

    private static ProgramCall With(ProgramCall call, params IReadOnlyList<string> arguments) =>
        call with { Arguments = [.. call.Arguments, .. arguments] };

    private static Dictionary<string, string> Merged(params IReadOnlyList<string> files) => new()
    {
        ["HOME"] = "/nonexistent",
        ["KUBECONFIG"] = string.Join(Path.PathSeparator, files),
    };
}
