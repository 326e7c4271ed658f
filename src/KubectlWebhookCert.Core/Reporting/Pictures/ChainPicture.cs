using System.Globalization;
using System.Text;
using KubectlWebhookCert.Core.Model;
using KubectlWebhookCert.Core.Rules;
using static KubectlWebhookCert.Core.Reporting.Pictures.Svg;

namespace KubectlWebhookCert.Core.Reporting.Pictures;

/// <summary>A chain as inline SVG. Colours come from the page's style; what is broken has a sign, a pattern and words besides.</summary>
internal static class ChainPicture
{
    private const int CornerRadius = 8;
    private const int BadgeRadius = 8;

    /// <summary>Writes it.</summary>
    /// <param name="page">Where to.</param>
    /// <param name="chain">The chain.</param>
    /// <param name="id">Unique in the page.</param>
    public static void Write(Markup page, TrustChain chain, string id)
    {
        var layout = ChainLayouter.Of(chain);
        var title = $"Trust chain of {chain.Nodes[0].Kind} {chain.Nodes[0].Name}";
        Svg.Open(page, "chain", id, title, Description(chain), layout.TotalWidth, layout.TotalHeight);
        foreach (var wire in layout.Wires)
        {
            WriteWire(page, wire);
        }

        foreach (var box in layout.Boxes)
        {
            WriteBox(page, box);
        }

        foreach (var wire in layout.Wires)
        {
            WriteWords(page, wire);
        }

        page.Close().Close();
    }

    /// <summary>The whole picture in sentences, for who does not see it.</summary>
    /// <param name="chain">The chain.</param>
    public static string Description(TrustChain chain) => string.Join(' ', chain.Links.Select(link =>
        $"{link.From.Kind} {link.From.Name}: {link.Word} {link.To.Kind} {link.To.Name}{Wrong(link.Marks)}."));

    private static string Wrong(ValueList<LinkMark> marks) =>
        marks.Count == 0 ? string.Empty : $", {string.Join(", ", marks.Select(mark => $"{mark.Severity.Word()} {mark.Text}"))}";

    private static string State(ChainLink link) => link.Worst switch
    {
        Severity.Error => "link error",
        Severity.Warning => "link warning",
        _ => link.IsKnown ? "link" : "link unknown",
    };

    private static void WriteWire(Markup page, ChainWire wire)
    {
        page.Open("g", new MarkupAttribute("class", State(wire.Link)))
            .Empty("path", new("class", "line"), new("d", Path(wire.Points)))
            .Empty("path", new("class", "head"), new("d", Head(wire.Points[^2], wire.Points[^1])));
        var (x, y) = (wire.Badge.X, wire.Badge.Y);
        switch (wire.Link.Worst)
        {
            case Severity.Error:
                page.Empty("circle", new("class", "sign"), new("cx", Number(x)), new("cy", Number(y)), new("r", Number(BadgeRadius)))
                    .Empty("path", new("class", "stroke"), new("d", Text($"M{x - 3} {y - 3}l6 6m0 -6l-6 6")));
                break;
            case Severity.Warning:
                page.Empty("path", new("class", "sign"), new("d", Text($"M{x} {y - 9}l10 17h-20z")))
                    .Empty("path", new("class", "stroke"), new("d", Text($"M{x} {y - 3}v5m0 3v0.1")));
                break;
        }

        page.Close();
    }

    private static void WriteWords(Markup page, ChainWire wire)
    {
        var anchor = wire.IsBeside ? "start" : "middle";
        var (x, y) = (wire.Label.X, wire.Label.Y);
        page.Open("g", new MarkupAttribute("class", "words"));
        foreach (var (index, line) in wire.Words.Index())
        {
            // beside a line all is below each other; else the first is above the line and the rest below it
            var baseline = wire.IsBeside ? y + 4 + (index * ChainLayout.LabelLine)
                : index == 0 ? y - (wire.Link.Marks.Count > 0 ? 13 : 7)
                : y + 8 + (index * ChainLayout.LabelLine);
            page.Element("text", line.Text, new("class", line.Style), new("x", Number(x)), new("y", Number(baseline)), new("text-anchor", anchor));
        }

        page.Close();
    }

    private static void WriteBox(Markup page, ChainBox box)
    {
        var state = box.Node.Presence switch
        {
            Presence.Missing => " missing",
            Presence.Unknown => " unknown",
            _ => string.Empty,
        };
        page.Open("g", new MarkupAttribute("class", $"box {Part(box.Node.Part)}{state}"))
            .Element("title", string.Join(", ", (string[])[$"{box.Node.Kind} {box.Node.Name}", .. box.Node.Details]))
            .Empty(
                "rect",
                new("x", Number(box.Left)),
                new("y", Number(box.Top)),
                new("width", Number(ChainBox.Width)),
                new("height", Number(box.Height)),
                new("rx", "8"));
        foreach (var (index, line) in box.Lines.Index())
        {
            page.Element(
                "text",
                line.Text,
                new("class", line.Style),
                new("x", Number(box.Left + ChainBox.Padding)),
                new("y", Number(box.Top + ChainBox.Padding + 10 + (index * ChainBox.LineHeight))));
        }

        page.Close();
    }

    private static string Part(ChainPart part) => part switch
    {
        ChainPart.Webhook or ChainPart.Holder => "start",
        ChainPart.Certificate => "certificate",
        _ => "other",
    };

    private static string Path(ValueList<ChainPoint> points)
    {
        var path = new StringBuilder(Text($"M{points[0].X} {points[0].Y}"));
        for (var index = 1; index < points.Count - 1; index++)
        {
            var (before, corner, after) = (points[index - 1], points[index], points[index + 1]);
            var (into, outOf) = (Towards(corner, before), Towards(corner, after));
            path.Append(CultureInfo.InvariantCulture, $"L{into.X} {into.Y}Q{corner.X} {corner.Y} {outOf.X} {outOf.Y}");
        }

        return path.Append(CultureInfo.InvariantCulture, $"L{points[^1].X} {points[^1].Y}").ToString();
    }

    // as far from a corner as its rounding reaches, and no farther than half the way
    private static ChainPoint Towards(ChainPoint corner, ChainPoint other)
    {
        var (x, y) = (other.X - corner.X, other.Y - corner.Y);
        var reach = Math.Min(CornerRadius, Math.Max(Math.Abs(x), Math.Abs(y)) / 2);
        return new ChainPoint(corner.X + (Math.Sign(x) * reach), corner.Y + (Math.Sign(y) * reach));
    }

    private static string Head(ChainPoint from, ChainPoint to) => (Math.Sign(to.X - from.X), Math.Sign(to.Y - from.Y)) switch
    {
        (1, _) => Text($"M{to.X} {to.Y}l-9 -5v10z"),
        (-1, _) => Text($"M{to.X} {to.Y}l9 -5v10z"),
        (_, -1) => Text($"M{to.X} {to.Y}l-5 9h10z"),
        _ => Text($"M{to.X} {to.Y}l-5 -9h10z"),
    };
}
