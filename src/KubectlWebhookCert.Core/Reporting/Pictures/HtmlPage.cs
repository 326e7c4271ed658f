namespace KubectlWebhookCert.Core.Reporting.Pictures;

/// <summary>The frame of a page: one file, no script, nothing loaded from anywhere.</summary>
internal static class HtmlPage
{
    // nothing may run or be fetched, even if something of a stranger should become an element one day
    private const string ContentPolicy = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";

    /// <summary>The whole page.</summary>
    /// <param name="command">The command it comes from: <c>validate</c>.</param>
    /// <param name="title">What it says, in a few words.</param>
    /// <param name="when">As of when, and by whose rules.</param>
    /// <param name="body">Writes the rest.</param>
    public static string Format(string command, string title, string when, Action<Markup> body)
    {
        var page = new Markup();
        page.Open("html", new("xmlns", "http://www.w3.org/1999/xhtml"), new("lang", "en"))
            .Open("head")
            .Empty("meta", new MarkupAttribute("charset", "utf-8"))
            .Empty("meta", new("http-equiv", "Content-Security-Policy"), new("content", ContentPolicy))
            .Empty("meta", new("name", "viewport"), new("content", "width=device-width, initial-scale=1"))
            .Empty("meta", new("name", "color-scheme"), new("content", "light dark"))
            .Empty("meta", new("name", "referrer"), new("content", "no-referrer"))
            .Element("title", $"Webhook certificates: {title}")
            .Style(PageStyle.Rules)
            .Close()
            .Open("body")
            .Open("header")
            .Element("p", $"kubectl webhook-cert {command}", new MarkupAttribute("class", "over"))
            .Element("h1", "Webhook certificates")
            .Element("p", title, new MarkupAttribute("class", "sum"))
            .Element("p", when, new MarkupAttribute("class", "when"))
            .Close()
            .Open("main");
        body(page);
        page.Close().Close().Close();
        return $"<!DOCTYPE html>{page}\n";
    }
}
