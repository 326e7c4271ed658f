using System.Text;
using KubectlWebhookCert.Core;

namespace KubectlWebhookCert.Cluster.Kubeconfig;

/// <summary>An exec credential plugin as a user's <c>exec</c> names it. Not a record: arguments and variables may hold secrets.</summary>
/// <remarks>Source: client-go tools/clientcmd/api, ExecConfig; tools/clientcmd/validation.go.</remarks>
internal sealed class ExecPlugin
{
    /// <summary>What an apiVersion begins with.</summary>
    public const string Group = "client.authentication.k8s.io/";

    /// <summary>The hint where a plugin does not do what it should.</summary>
    public const string ByHand = "run its command by hand (kubectl config view shows it), or log in again with the tool it belongs to";

    /// <summary>The user it belongs to.</summary>
    public required string User { get; init; }

    /// <summary>A bare name, or a path made absolute.</summary>
    public required string Command { get; init; }

    public required ValueList<string> Arguments { get; init; }

    public required ValueList<NamedValue> Variables { get; init; }

    public required string ApiVersion { get; init; }

    public required ExecInteractivity Interactivity { get; init; }

    public required bool ProvideClusterInfo { get; init; }

    /// <summary>What to tell somebody who does not have the plugin, safe for a terminal; or null.</summary>
    public required string? InstallHint { get; init; }

    public static ExecPlugin Of(KubeconfigEntry exec, string user)
    {
        var needed = $"must be specified to use the exec plugin of user \"{user}\"";
        var command = exec.Text("command") ?? throw exec.Wrong("command", needed);
        var version = exec.Text("apiVersion") ?? throw exec.Wrong("apiVersion", needed);
        if (version is not (Group + "v1" or Group + "v1beta1"))
        {
            throw exec.Wrong(
                "apiVersion",
                $"is \"{version}\", not {Group}v1 or {Group}v1beta1",
                $"kubectl config set-credentials {user} --exec-api-version={Group}v1beta1, or let the tool that wrote it write it again");
        }

        return new ExecPlugin
        {
            User = user,

            // A bare name is looked for in PATH; only a path is relative to the kubeconfig.
            Command = command.Contains(Path.DirectorySeparatorChar, StringComparison.Ordinal) ? exec.Resolve(command) : command,
            Arguments = exec.Texts("args"),
            Variables = Environment(exec).ToValueList(),
            ApiVersion = version,
            Interactivity = Mode(exec, version, user),
            ProvideClusterInfo = exec.Flag("provideClusterInfo"),
            InstallHint = exec.Text("installHint") is { } hint ? Printable(hint) : null,
        };
    }

    private static IEnumerable<NamedValue> Environment(KubeconfigEntry exec)
    {
        foreach (var variable in exec.Entries("env"))
        {
            var name = variable.Text("name") ?? throw variable.Wrong("name", "must be specified");
            yield return name.AsSpan().ContainsAny('=', '\0')
                ? throw variable.Wrong("name", "is not the name of an environment variable")
                : new NamedValue(name, variable.Text("value") ?? string.Empty);
        }
    }

    private static ExecInteractivity Mode(KubeconfigEntry exec, string version, string user) => exec.Text("interactiveMode") switch
    {
        "Never" => ExecInteractivity.Never,
        "IfAvailable" => ExecInteractivity.IfAvailable,
        "Always" => ExecInteractivity.Always,
        null when version == Group + "v1beta1" => ExecInteractivity.IfAvailable,
        null => throw exec.Wrong(
            "interactiveMode",
            $"must be specified to use the exec plugin of user \"{user}\"",
            $"kubectl config set-credentials {user} --exec-interactive-mode=IfAvailable"),
        var other => throw exec.Wrong("interactiveMode", $"is \"{other}\", not Never, IfAvailable or Always"),
    };

    // An install hint comes from whoever made the kubeconfig; it must not drive the terminal.
    private static string Printable(string text)
    {
        var clean = new StringBuilder(text.Length);
        foreach (var letter in text.Trim())
        {
            if (char.IsControl(letter) && letter is not ('\n' or '\t'))
            {
                continue;
            }

            clean.Append(letter);
        }

        return clean.ToString();
    }
}
