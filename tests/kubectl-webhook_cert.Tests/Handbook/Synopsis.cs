using System.Text.RegularExpressions;

namespace KubectlWebhookCert.Commands.Tests;

/// <summary>A command line with placeholders, as usages and prose have it.</summary>
internal static partial class Synopsis
{
    private const string Kubeconfig = "/nonexistent/kubeconfig";

    private static readonly Dictionary<string, string> Placeholders = new()
    {
        ["TARGET"] = "my-webhook",
        ["SOURCE"] = "file/ca.crt",
        ["CODE"] = "san-mismatch",
        ["SHA256"] = new string('a', 64),
        ["DURATION"] = "90d",
        ["TIME"] = "+30d",
        ["ERROR TEXT"] = File.ReadAllText(Repository.PathOf("examples/s1-service-renamed/error.txt")),
    };

    /// <summary>What is wrong with it; null where it gets as far as looking for a cluster.</summary>
    public static async Task<string?> WrongAsync(string line)
    {
        var own = ShellCommand.Pipeline(Omitted().Replace(line, ""))[^1];
        if (own is not ["kubectl", "webhook-cert", .. var words])
        {
            return $"no command of ours: {line}";
        }

        // what is read from standard input
        var input = words.Contains("-f") ? await File.ReadAllTextAsync(Repository.PathOf("examples/s1-service-renamed/after.yaml")) : Placeholders["ERROR TEXT"];
        var run = await PluginRun.Of([.. words.Select(Filled), "--kubeconfig", Kubeconfig], input);
        return run.ExitCode == 0 || run.Error.Contains(Kubeconfig, StringComparison.Ordinal) || run.Error.Contains(" does not exist", StringComparison.Ordinal)
            ? null
            : $"{line}: {run.Error}";
    }

    private static string Filled(string word) => Placeholders.GetValueOrDefault(word, word);

    // what is optional, and the file that the output goes to
    [GeneratedRegex(@"\[[^\]]*\]|\.\.\.| > \S+$")]
    private static partial Regex Omitted();
}
