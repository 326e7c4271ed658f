using System.Text.Json;
using KubectlWebhookCert.Core.Model;

namespace KubectlWebhookCert.Packaging.Manifests;

/// <summary>A Kubernetes label selector over the labels <c>os</c> and <c>arch</c>.</summary>
/// <param name="Json">As written.</param>
internal sealed record PlatformSelector(JsonElement Json)
{
    /// <summary>Every pair of system and processor that Krew knows.</summary>
    /// <remarks>Source: krew <c>cmd/validate-krew-manifest/main.go</c>, <c>allPlatforms</c>.</remarks>
    public static IReadOnlyList<Platform> KnownToKrew { get; } =
    [
        new("windows", "386"),
        new("windows", "amd64"),
        new("windows", "arm64"),
        new("linux", "386"),
        new("linux", "amd64"),
        new("linux", "arm"),
        new("linux", "arm64"),
        new("linux", "ppc64le"),
        new("darwin", "386"),
        new("darwin", "amd64"),
        new("darwin", "arm64"),
    ];

    /// <summary>The labels it names.</summary>
    public IReadOnlyList<string> Keys =>
    [
        .. Json.Properties("matchLabels").Select(label => label.Name),
        .. Json.Items("matchExpressions").Select(expression => expression.Text("key") ?? string.Empty),
    ];

    /// <summary>The pairs it selects; none where it is no valid selector.</summary>
    public IReadOnlyList<Platform> Selected => Keys.Count == 0 ? [] : [.. KnownToKrew.Where(Selects)];

    private static string? Label(Platform platform, string key) => key switch
    {
        "os" => platform.Os,
        "arch" => platform.Architecture,
        _ => null,
    };

    private static bool Selects(JsonElement expression, Platform platform)
    {
        var label = Label(platform, expression.Text("key") ?? string.Empty);
        string[] values = [.. expression.Items("values").Select(value => value.GetString() ?? string.Empty)];
        return (expression.Text("operator"), values.Length) switch
        {
            ("In", > 0) => label is not null && values.Contains(label),
            ("NotIn", > 0) => label is null || !values.Contains(label),
            ("Exists", 0) => label is not null,
            ("DoesNotExist", 0) => label is null,
            _ => false,
        };
    }

    private bool Selects(Platform platform) =>
        Json.Properties("matchLabels").All(label => label.Value.GetString() == Label(platform, label.Name))
        && Json.Items("matchExpressions").All(expression => Selects(expression, platform));
}
