using System.Globalization;

namespace KubectlWebhookCert.Core.Reporting.Pictures;

/// <summary>What every inline picture of a page has.</summary>
internal static class Svg
{
    /// <summary>Begins a picture, in a region of its own: two elements to close.</summary>
    /// <param name="page">Where to.</param>
    /// <param name="style">Its class.</param>
    /// <param name="id">Unique in the page.</param>
    /// <param name="title">What it is.</param>
    /// <param name="description">What it shows, for who does not see it.</param>
    /// <param name="width">In pixels.</param>
    /// <param name="height">In pixels.</param>
    public static void Open(Markup page, string style, string id, string title, string description, int width, int height) =>
        page.OpenRegion("picture", title)
            .Open(
                "svg",
                new("class", style),
                new("xmlns", "http://www.w3.org/2000/svg"),
                new("role", "img"),
                new("aria-labelledby", $"{id}-title {id}-text"),
                new("width", Number(width)),
                new("height", Number(height)),
                new("viewBox", Text($"0 0 {width} {height}")))
            .Element("title", title, new MarkupAttribute("id", $"{id}-title"))
            .Element("desc", description, new MarkupAttribute("id", $"{id}-text"));

    /// <summary>A length or a coordinate, whatever the user's language.</summary>
    /// <param name="value">In pixels.</param>
    public static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);

    /// <summary>A path or the like.</summary>
    /// <param name="text">Its words and numbers.</param>
    public static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
