using System.Text.Json;

namespace KubectlWebhookCert.Core.Model;

/// <summary>What a container is told at its start: a flag or an environment variable.</summary>
/// <param name="Name">As written: <c>-webhook-config-name</c>, <c>WEBHOOK_NAME</c>.</param>
/// <param name="Value">Null where a flag stands alone at the end.</param>
internal sealed record ContainerSetting(string Name, string? Value)
{
    /// <summary>The name in lower case with dashes, without those in front: <c>webhook-name</c>.</summary>
    public string Words => Name.TrimStart('-').Replace('_', '-').ToLowerInvariant();

    /// <summary>Every flag in order (<c>--name=value</c> or <c>--name value</c>), then every variable with a value of its own.</summary>
    /// <param name="container">An item of <c>spec.containers</c>.</param>
    public static IEnumerable<ContainerSetting> Of(JsonElement container)
    {
        string[] words = [.. container.Items("command").Concat(container.Items("args")).Select(word => word.Text()).OfType<string>()];
        for (var index = 0; index < words.Length; index++)
        {
            var equals = words[index].IndexOf('=', StringComparison.Ordinal);
            var flag = equals < 0 ? words[index] : words[index][..equals];
            if (flag.StartsWith('-'))
            {
                yield return new ContainerSetting(
                    flag, equals >= 0 ? words[index][(equals + 1)..] : index + 1 < words.Length ? words[index + 1] : null);
            }
        }

        foreach (var variable in container.Items("env"))
        {
            if (variable.Text("name") is { } name)
            {
                yield return new ContainerSetting(name, variable.Text("value"));
            }
        }
    }
}
