namespace KubectlWebhookCert.Commands.Tests.Browsing;

/// <summary>Pages as a real browser shows them.</summary>
public sealed class PagesInABrowserTests
{
    private static readonly string[] Foreign = ["script", "img", "iframe", "object", "embed", "link", "form", "image"];

    public static TheoryData<string, string> Incidents => new()
    {
        { "validate", "s1-service-renamed" },
        { "validate", "s2-replicas-and-argo-cd" },
        { "validate", "s3-shared-and-expired" },
        { "validate", "s4-selector-too-broad" },
        { "validate", "s5-api-server-ca-replaced" },
        { "inspect", "s1-service-renamed" },
    };

    [Theory]
    [MemberData(nameof(Incidents))]
    public async Task An_incident_is_shown_whole_and_legible(string command, string incident)
    {
        var page = await PageAsync([command, "-f", Repository.PathOf($"examples/{incident}/before.yaml")]);

        MustBeFine(await Browser.ShowAsync(page));
    }

    [Theory]
    [InlineData(1280, false)]
    [InlineData(1280, true)]
    [InlineData(360, false)]
    [InlineData(2400, true)]
    public async Task Forty_webhooks_are_shown_whole_and_legible(int width, bool isDark)
    {
        var page = await PageAsync(["validate", "-f", "-"], Fleet.Of(14));

        var facts = await Browser.ShowAsync(page, width, isDark);

        MustBeFine(facts);
        Assert.Equal(isDark ? "rgb(18, 22, 27)" : "rgb(255, 255, 255)", facts.Background);
        Assert.Equal(15, facts.Pictures.Count);
    }

    [Theory]
    [InlineData("validate")]
    [InlineData("inspect")]
    public async Task Hostile_names_become_no_elements_and_ask_for_nothing(string command)
    {
        var page = await PageAsync([command, "-f", "-"], Fleet.Hostile());
        Assert.Contains("&lt;img src=http://evil.example/x onerror=alert(1)&gt;", page, StringComparison.Ordinal);

        MustBeFine(await Browser.ShowAsync(page));
    }

    // or else the checks above could pass for want of sight
    [Fact]
    public async Task The_browser_sees_what_is_wrong_with_a_page()
    {
        var facts = await Browser.ShowAsync(
            "<!DOCTYPE html><body style=\"background:#fff\"><p style=\"color:#ccc\">faint</p><div style=\"width:3000px\">wide</div>"
            + "<img src=\"http://evil.example/x\"><svg width=\"50\" height=\"20\" style=\"font-size:8px\"><g class=\"box\"><rect width=\"30\" height=\"20\" fill=\"#fff\"/>"
            + "<text y=\"12\">much too long for it</text></g><g class=\"words\"><text y=\"12\">over</text></g></svg><script>console.log('seen')</script>");

        Assert.Contains("img", facts.Elements);
        Assert.Equal(["faint"], facts.Faint);
        Assert.Equal(["much too long for it"], facts.Clipped);
        Assert.Equal(["over"], facts.Overlapping);
        Assert.True(facts.IsTooWide);
        Assert.Single(facts.Console, line => line.Contains("seen", StringComparison.Ordinal));
        Assert.Contains(facts.Requests, request => request.Contains("evil.example", StringComparison.Ordinal));
    }

    private static void MustBeFine(BrowserFacts facts)
    {
        Assert.DoesNotContain(facts.Elements, Foreign.Contains);
        Assert.NotEmpty(facts.Pictures);
        Assert.All(facts.Pictures, size => Assert.DoesNotMatch("(^0x|x0$)", size));
        Assert.True(facts.Texts > 20);
        Assert.Empty(facts.Clipped);
        Assert.Empty(facts.Overlapping);
        Assert.Empty(facts.Faint);
        Assert.False(facts.IsTooWide);
        Assert.Empty(facts.Loaded);
        Assert.Empty(facts.Console);
        Assert.DoesNotContain(facts.Requests, request => request.Contains("evil.example", StringComparison.Ordinal));
    }

    private static async Task<string> PageAsync(string[] arguments, string input = "")
    {
        var run = await PluginRun.Of([.. arguments, "-o", "html"], input);
        Assert.InRange(run.ExitCode, 0, 1);
        return run.Out;
    }
}
