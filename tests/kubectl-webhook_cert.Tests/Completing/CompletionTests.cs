namespace KubectlWebhookCert.Commands.Tests.Completing;

/// <summary>How a command line may go on, of files and of nothing: what needs no cluster.</summary>
public sealed class CompletionTests : IDisposable
{
    private const string NoSpace = ":6";
    private const string NoFiles = ":4";

    private static readonly string Incident = Repository.PathOf("examples/s1-service-renamed/before.yaml");

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory();

    public void Dispose() => folder.Delete(recursive: true);

    [Theory]
    [InlineData("")]
    [InlineData("help", "")]
    [InlineData("-n", "web", "")]
    public async Task Commands_are_offered_with_what_they_do(params string[] words)
    {
        var lines = await LinesAsync(words);

        Assert.Contains("inspect\tShow the chain behind a webhook's certificate", lines);
        Assert.Equal(["inspect", "validate", "why", "explain", "rotate", "adopt", "restore", "completion", "version"], lines[..^1].Select(Text));
        Assert.Equal(NoFiles, lines[^1]);
    }

    [Theory]
    [InlineData(new[] { "re" }, "restore")]
    [InlineData(new[] { "inspect", "--probe", "" }, "auto", "port-forward", "direct", "none")]
    [InlineData(new[] { "inspect", "--probe=d" }, "direct")]
    [InlineData(new[] { "inspect", "--probe=" }, "auto", "port-forward", "direct", "none")]
    [InlineData(new[] { "rotate", "x", "--restart", "a" }, "auto", "always")]
    [InlineData(new[] { "rotate", "x", "--dry-run", "" }, "none", "server", "client")]
    [InlineData(new[] { "adopt", "x", "--to", "" }, "cert-manager", "none")]
    [InlineData(new[] { "validate", "-o", "j" }, "json", "jsonpath=", "jsonpath-file=", "junit")]
    [InlineData(new[] { "inspect", "--output=ya" }, "yaml")]
    [InlineData(new[] { "validate", "--disable", "san-mismatch,leaf-expired" }, "san-mismatch,leaf-expired")]
    [InlineData(new[] { "explain", "leaf-exp" }, "leaf-expired", "leaf-expires-soon")]
    [InlineData(new[] { "completion", "" }, "kubectl", "bash", "zsh", "fish", "powershell")]
    [InlineData(new[] { "adopt", "x", "--ca-from", "" }, "configmap/", "secret/", "file/", "service/", "apiserver")]
    [InlineData(new[] { "validate", "tr" }, "trust")]
    [InlineData(new[] { "adopt", "tr" }, new string[0])]
    [InlineData(new[] { "inspect", "conf" }, new string[0])]
    [InlineData(new[] { "adopt", "conf" }, "configmap/")]
    [InlineData(new[] { "restore", "-", "--a" }, "--all-namespaces", "--as", "--as-group", "--as-uid", "--as-user-extra")]
    [InlineData(new[] { "inspect", "-n" }, new string[0])]
    [InlineData(new[] { "explain", "leaf-expired", "" }, new string[0])]
    [InlineData(new[] { "nonsense", "" }, new string[0])]
    [InlineData(new[] { "inspect", "--nonsense", "--probe-t" }, "--probe-timeout")]
    [InlineData(new[] { "inspect", "--", "--probe" }, new string[0])]
    [InlineData(new[] { "why", "" }, new string[0])]
    [InlineData(new[] { "version", "" }, new string[0])]
    public async Task What_may_follow_is_offered(string[] words, params string[] expected)
    {
        var lines = await LinesAsync(words);

        Assert.Equal(expected, lines[..^1].Select(Text));
    }

    [Fact]
    public async Task A_flag_that_stands_there_is_not_offered_again_unless_it_may_be_repeated()
    {
        var lines = await LinesAsync(["inspect", "--no-headers", "-f", Incident, "-n", "web", "--"]);

        Assert.Contains("--filename", lines.Select(Text));
        Assert.Contains("--show-labels", lines.Select(Text));
        Assert.DoesNotContain("--no-headers", lines.Select(Text));
        Assert.DoesNotContain("--namespace", lines.Select(Text));
    }

    [Theory]
    [InlineData(new[] { "inspect", "-f", "" }, ":0")]
    [InlineData(new[] { "inspect", "--filename=" }, ":0")]
    [InlineData(new[] { "inspect", "--kubeconfig", "" }, ":0")]
    [InlineData(new[] { "rotate", "x", "--backup-dir", "" }, ":16")]
    [InlineData(new[] { "inspect", "--request-timeout", "" }, NoFiles)]
    [InlineData(new[] { "inspect", "-o", "jsonpa" }, NoSpace)]
    [InlineData(new[] { "inspect", "-o", "js" }, NoSpace)]
    [InlineData(new[] { "inspect", "-o", "na" }, NoFiles)]
    public async Task A_shell_is_told_what_to_do_besides(string[] words, string directive)
    {
        var lines = await LinesAsync(words);

        Assert.Equal(directive, lines[^1]);
    }

    [Theory]
    [InlineData("mwc/", "mwc/spark-operator-webhook")]
    [InlineData("validatingwebhookconfigurations/sp", "validatingwebhookconfigurations/spark-operator-webhook")]
    [InlineData("service/", "service/spark-operator-webhook-svc")]
    [InlineData("secret/", "secret/spark-operator-webhook-certs")] // and none of Helm's
    [InlineData("crd/")]
    [InlineData("configmap/")]
    [InlineData("spark", "spark-operator-webhook")] // of both kinds
    [InlineData("mutate--v1", "mutate--v1-pod.sparkoperator.k8s.io")]
    public async Task Names_are_those_of_the_files(string word, params string[] expected)
    {
        var lines = await LinesAsync(["inspect", "-f", Incident, word]);

        Assert.Equal(expected, lines[..^1].Select(Text));
    }

    [Fact]
    public async Task A_type_and_its_names_may_stand_apart()
    {
        var lines = await LinesAsync(["inspect", "-f", Incident, "mwc", ""]);

        Assert.Equal(["spark-operator-webhook", NoFiles], lines);
    }

    [Fact]
    public async Task Types_are_offered_beside_names_without_a_blank_behind()
    {
        var lines = await LinesAsync(["inspect", "-f", Incident, ""]);

        Assert.Equal(["vwc/", "mwc/", "crd/", "apiservice/", "service/", "secret/", "spark-operator-webhook"], lines[..^1].Select(Text));
        Assert.Equal(NoSpace, lines[^1]);
    }

    [Theory]
    [InlineData("--context", "one", "two words")]
    [InlineData("--cluster", "home")]
    [InlineData("--user", "me")]
    public async Task Names_of_the_kubeconfig_are_offered_but_those_that_would_break_the_list(string flag, params string[] expected)
    {
        var kubeconfig = Write(
            "config",
            """
            contexts: [{name: one}, {name: two words}, {name: "bro\nken"}]
            clusters: [{name: home}]
            users: [{name: me}]
            """);

        string[] lines = [.. expected, NoFiles];
        Assert.Equal(lines, await LinesAsync(["inspect", "--kubeconfig", kubeconfig, flag, ""]));
        Assert.Equal(lines, await LinesAsync(["inspect", flag, ""], kubeconfig));
    }

    [Theory]
    [InlineData("adopt", "x", "--ca-from", "file/", "file/")]
    [InlineData("adopt", "kubeconfig/", "kubeconfig/")]
    public async Task Paths_inside_of_a_word_are_completed(params string[] words)
    {
        Write("ca.crt", string.Empty);
        folder.CreateSubdirectory("conf");

        var lines = await LinesAsync([.. words[..^2], $"{words[^2]}{folder.FullName}/c"]);

        Assert.Equal([$"{words[^1]}{folder.FullName}/ca.crt", $"{words[^1]}{folder.FullName}/conf/", NoSpace], lines);
    }

    [Fact]
    public async Task Keys_of_a_ConfigMap_are_offered_where_they_hold_certificates()
    {
        var file = Write(
            "maps.yaml",
            """
            apiVersion: v1
            kind: ConfigMap
            metadata: {name: trust, namespace: default}
            data: {ca.crt: "-----BEGIN CERTIFICATE-----", note: nothing}
            """);

        Assert.Equal(["configmap/trust", NoFiles], await LinesAsync(["validate", "-f", file, "configmap/"]));
        Assert.Equal(["configmap/trust:ca.crt", NoFiles], await LinesAsync(["validate", "-f", file, "configmap/trust:"]));
    }

    [Theory]
    [InlineData("inspect", "-f", "/nowhere.yaml", "mwc/")]
    [InlineData("inspect", "--kubeconfig", "/nowhere", "mwc/")]
    [InlineData("inspect", "--server", "https://127.0.0.1:1", "mwc/")]
    [InlineData("inspect", "--v", "much", "mwc/")]
    [InlineData("restore", "")]
    [InlineData("inspect", "-n", "")]
    [InlineData("adopt", "kubeconfig//nowhere/at/all/")]
    public async Task What_fails_is_no_candidate_and_no_error(params string[] words)
    {
        Assert.Equal([NoFiles], await LinesAsync(words));
    }

    [Fact]
    public async Task Types_are_offered_without_a_cluster()
    {
        Assert.Equal(["secret/", "service/"], (await LinesAsync(["inspect", "se"]))[..^1].Select(Text).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("kubectl", "#!/bin/sh\n")]
    [InlineData("bash", "# bash completion")]
    [InlineData("zsh", "#compdef kubectl-webhook_cert\n")]
    [InlineData("fish", "# fish completion")]
    [InlineData("powershell", "# PowerShell completion")]
    public async Task Each_script_is_printed(string shell, string beginning)
    {
        var run = await PluginRun.Of(["completion", shell]);

        Assert.Equal(0, run.ExitCode);
        Assert.StartsWith(beginning, run.Out, StringComparison.Ordinal);
        Assert.Contains("__complete", run.Out, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(new[] { "completion" }, "error: shell not specified\nhint: use one of: kubectl, bash, zsh, fish, powershell\n")]
    [InlineData(new[] { "completion", "bsh" }, "error: unsupported shell type \"bsh\"\nhint: did you mean bash, zsh, fish? use one of: kubectl, bash, zsh, fish, powershell\n")]
    public async Task Another_shell_is_refused_with_those_there_are(string[] arguments, string error)
    {
        Assert.Equal(new PluginRun(1, string.Empty, error), await PluginRun.Of(arguments));
    }

    private static async Task<string[]> LinesAsync(string[] words, string kubeconfig = "/nonexistent/kubeconfig")
    {
        var run = await PluginRun.Of(["__complete", .. words], variables: new() { ["KUBECONFIG"] = kubeconfig });

        Assert.Equal(0, run.ExitCode);
        Assert.Equal(string.Empty, run.Error);
        return run.Out.TrimEnd('\n').Split('\n');
    }

    private static string Text(string line) => line.Split('\t')[0];

    private string Write(string name, string content)
    {
        var path = Path.Combine(folder.FullName, name);
        File.WriteAllText(path, content);
        return path;
    }
}
