using KubectlWebhookCert.Cluster.Kubeconfig;
using KubectlWebhookCert.Core.Errors;

namespace KubectlWebhookCert.Cluster.Tests.Kubeconfig;

/// <summary>A user's world in a temporary directory: home, current directory, environment variables, clock.</summary>
internal sealed class KubeconfigFolder : IDisposable
{
    private readonly string root = Directory.CreateTempSubdirectory("kubeconfig-test-").FullName;

    public Dictionary<string, string> Variables { get; } = new() { ["PATH"] = "/usr/bin:/bin" };

    public ManualClock Clock { get; } = new();

    public StringWriter PluginError { get; } = new();

    public bool StandardInputIsTerminal { get; set; }

    public string Current => At("current");

    public string HomeConfig => At("home/.kube/config");

    public string ServiceAccount => At("serviceaccount");

    public KubeconfigEnvironment Environment => new()
    {
        GetVariable = Variables.GetValueOrDefault,
        Clock = Clock,
        HomeDirectory = At("home"),
        CurrentDirectory = Current,
        PluginError = PluginError,
        StandardInputIsTerminal = StandardInputIsTerminal,
        ServiceAccountDirectory = ServiceAccount,
    };

    public string At(string relative) => Path.Combine(root, relative);

    /// <summary>Writes a file, with its directories, and returns its path.</summary>
    public string Write(string relative, string text)
    {
        var path = At(relative);
        Directory.CreateDirectory(Path.GetDirectoryName(path) ?? root);
        File.WriteAllText(path, text);
        return path;
    }

    /// <summary>Writes a shell script that can be run.</summary>
    public string Script(string relative, string body)
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Skip("a shell script is a program on Unix only");
            return relative;
        }

        var path = Write(relative, $"#!/bin/sh\n{body}\n");
        File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        return path;
    }

    /// <summary>A plugin beside the kubeconfig in the home directory, which names it.</summary>
    public void Plugin(string body, string version = PluginScript.V1, string more = "")
    {
        Script("home/.kube/plugin", body);
        var mode = more.Contains("interactiveMode", StringComparison.Ordinal) ? string.Empty : "interactiveMode: Never\n";
        Home(user: PluginScript.Entry("./plugin", version, mode + more));
    }

    /// <summary>What a script wrote into the file <c>seen</c>.</summary>
    public Task<string> SeenAsync() => File.ReadAllTextAsync(At("seen"), TestContext.Current.CancellationToken);

    /// <summary>A kubeconfig with one context, in the home directory; the lines go into its cluster and its user.</summary>
    public void Home(string cluster = "", string user = "", string context = "", string server = "https://api.example.com:6443") =>
        Write("home/.kube/config", Config("main", server, cluster, user, context));

    /// <summary>A kubeconfig with the context, cluster and user of one name.</summary>
    public static string Config(string name, string server, string cluster = "", string user = "", string context = "") =>
        $"""
        apiVersion: v1
        kind: Config
        current-context: {name}
        contexts:
        - name: {name}
          context:
            cluster: {name}
            user: {name}
            {Indented(context)}
        clusters:
        - name: {name}
          cluster:
            server: {server}
            {Indented(cluster)}
        users:
        - name: {name}
          user:
            {(user.Length == 0 ? "{}" : Indented(user))}
        """;

    public Task<ClientConfig> LoadAsync(ConfigOverrides? overrides = null) =>
        new KubeconfigLoader(Environment).LoadAsync(overrides ?? new ConfigOverrides(), TestContext.Current.CancellationToken);

    public async Task<Credential> CredentialAsync(ConfigOverrides? overrides = null) =>
        await (await LoadAsync(overrides)).Credentials.GetAsync(TestContext.Current.CancellationToken);

    /// <summary>The failure of loading, or of getting the credentials.</summary>
    public async Task<WebhookCertException> FailureAsync(ConfigOverrides? overrides = null) =>
        await Assert.ThrowsAnyAsync<WebhookCertException>(() => CredentialAsync(overrides));

    public void Dispose()
    {
        PluginError.Dispose();
        Directory.Delete(root, recursive: true);
    }

    private static string Indented(string lines) => lines.ReplaceLineEndings("\n    ");
}
