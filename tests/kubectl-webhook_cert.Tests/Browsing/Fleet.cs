using System.Text.RegularExpressions;

namespace KubectlWebhookCert.Commands.Tests.Browsing;

/// <summary>Manifests of many webhooks: what a page looks like in a cluster that has grown.</summary>
internal static partial class Fleet
{
    private const int WebhooksEach = 3;

    /// <summary>So many configurations of three webhooks each; every third is sound, the others are broken in one way or another.</summary>
    public static string Of(int configurations) => string.Join("---\n", Enumerable.Range(1, configurations).Select(One));

    /// <summary>One whose every name could do harm in a page.</summary>
    public static string Hostile()
    {
        const string Name = "'<img src=http://evil.example/x onerror=alert(1)>\"'' & <script>alert(2)</script> {{x}} ]]> --> %%{init}%%'";
        return new Stage { ByUrl = true }.ToYaml()
            .Replace("{name: stage}", $"{{name: {Name}}}", StringComparison.Ordinal)
            .Replace("- name: stage.example.com", $"- name: {Name}", StringComparison.Ordinal);
    }

    private static string One(int number)
    {
        var name = $"hook-{number}";
        var stage = new Stage { LeafName = $"{name}.web.svc", LeafNotAfter = PluginRun.Now.AddDays(20 * number) };
        stage = (number % 9) switch
        {
            1 => stage with { LeafName = "formerly.web.svc" },
            2 => stage with { LeafNotAfter = PluginRun.Now.AddDays(-3) },
            4 => stage with { OtherAuthority = true },
            5 => stage with { Ready = false },
            7 => stage with { BundleIsGarbage = true },
            8 => stage with { TwoSecrets = true },
            _ => stage,
        };
        var yaml = NamePattern().Replace(stage.ToYaml(), match => match.Value == "stage" ? $"team-{number}-admission-policies" : name);
        var start = yaml.IndexOf("- name:", StringComparison.Ordinal);
        var entry = yaml[start..yaml.IndexOf("---\n", start, StringComparison.Ordinal)];
        var entries = Enumerable.Range(1, WebhooksEach).Select(index => entry.Replace("- name: ", $"- name: check-{index}.", StringComparison.Ordinal));
        return yaml.Replace(entry, string.Concat(entries), StringComparison.Ordinal);
    }

    // not within base64
    [GeneratedRegex("(?<![A-Za-z0-9+/=])(stage|hook)(?![A-Za-z0-9+/=])")]
    private static partial Regex NamePattern();
}
