using System.Text.Json;

namespace KubectlWebhookCert.Commands.Tests.Browsing;

/// <summary>What a browser knows of a page once it has laid it out.</summary>
/// <param name="Elements">The kinds of elements that it made.</param>
/// <param name="Pictures">Width and height of each picture.</param>
/// <param name="Clipped">Words that reach beyond their box or their picture.</param>
/// <param name="Overlapping">Words at links that lie on a box or on other words.</param>
/// <param name="Faint">Words whose contrast is below 4.5 to 1.</param>
/// <param name="Texts">How many pieces of text were measured.</param>
/// <param name="IsTooWide">Whether the page itself has to be scrolled sideways.</param>
/// <param name="Loaded">What the page has loaded.</param>
/// <param name="Background">Its colour.</param>
/// <param name="Console">What went to the console.</param>
/// <param name="Requests">What was asked of the network.</param>
internal sealed record BrowserFacts(
    IReadOnlySet<string> Elements,
    IReadOnlyList<string> Pictures,
    IReadOnlyList<string> Clipped,
    IReadOnlyList<string> Overlapping,
    IReadOnlyList<string> Faint,
    int Texts,
    bool IsTooWide,
    IReadOnlyList<string> Loaded,
    string Background,
    IReadOnlyList<string> Console,
    IReadOnlyList<string> Requests)
{
    public static BrowserFacts Of(JsonElement facts, IReadOnlyList<string> console, IReadOnlyList<string> requests)
    {
        List<string> List(string name) => [.. facts.GetProperty(name).EnumerateArray().Select(item => item.GetString() ?? string.Empty)];
        return new BrowserFacts(
            List("elements").ToHashSet(),
            List("pictures"),
            List("clipped"),
            List("overlapping"),
            List("faint"),
            facts.GetProperty("texts").GetInt32(),
            facts.GetProperty("tooWide").GetBoolean(),
            List("loaded"),
            facts.GetProperty("background").GetString() ?? string.Empty,
            console,
            requests);
    }
}
