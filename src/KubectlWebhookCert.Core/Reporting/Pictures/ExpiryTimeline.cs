using KubectlWebhookCert.Core.Validation;
using static KubectlWebhookCert.Core.Reporting.Pictures.Svg;

namespace KubectlWebhookCert.Core.Reporting.Pictures;

/// <summary>When certificates end, as inline SVG: a bar each, the first to end on top.</summary>
internal static class ExpiryTimeline
{
    private const int LabelWidth = 330;
    private const int ScaleWidth = 510;
    private const int EndWidth = 256;
    private const int Width = LabelWidth + ScaleWidth + EndWidth;
    private const int RowHeight = 44;
    private const int HeadHeight = 30;
    private const int BarHeight = 12;
    private const int NameColumns = 43;
    private const int PlaceColumns = 47;

    /// <summary>Writes it.</summary>
    /// <param name="page">Where to.</param>
    /// <param name="certificates">The certificates, in this order.</param>
    /// <param name="now">UTC.</param>
    public static void Write(Markup page, IReadOnlyList<TimedCertificate> certificates, DateTimeOffset now)
    {
        var scale = new TimeScale(now, LabelWidth, ScaleWidth);
        var height = HeadHeight + (certificates.Count * RowHeight);
        var description = string.Join(' ', certificates.Select(one => $"{one.Name}: {CertificateWords.Validity(one.Certificate, now)}."));
        Svg.Open(page, "timeline", "timeline", "When the certificates end", description, Width, height);
        WriteScale(page, scale, height);
        for (var index = 0; index < certificates.Count; index++)
        {
            WriteRow(page, certificates[index], scale, HeadHeight + (index * RowHeight), now);
        }

        page.Close().Close();
    }

    private static void WriteScale(Markup page, TimeScale scale, int height)
    {
        page.Open("g", new MarkupAttribute("class", "scale"));
        foreach (var (index, tick) in TimeScale.Ticks.Index())
        {
            var x = scale.Tick(index);
            page.Empty("path", new("class", tick.Days == 0 ? "now" : "tick"), new("d", Text($"M{x} 22V{height}")))
                .Element("text", tick.Label, new("class", tick.Days == 0 ? "now" : "tick"), new("x", Number(x)), new("y", "14"), new("text-anchor", "middle"));
        }

        page.Close();
    }

    private static void WriteRow(Markup page, TimedCertificate one, TimeScale scale, int top, DateTimeOffset now)
    {
        var certificate = one.Certificate;
        var (start, end) = (scale.Of(certificate.NotBefore), scale.Of(certificate.NotAfter));
        var (name, place) = (one.Name, Place(one));
        var middle = top + (RowHeight / 2);
        page.Open("g", new MarkupAttribute("class", $"row {State(one, now)}"))
            .Element("title", $"{name}, {CertificateWords.Dates(certificate, now)}, {string.Join(", ", one.Places)}")
            .Element("text", FittedText.Wrap(name, NameColumns, 1)[0], new("class", "name"), new("x", "0"), new("y", Number(middle - 3)))
            .Element("text", place, new("class", "detail"), new("x", "0"), new("y", Number(middle + 13)))
            .Empty(
                "rect",
                new("class", "bar"),
                new("x", Number(start)),
                new("y", Number(middle - (BarHeight / 2))),
                new("width", Number(Math.Max(end - start, 3))),
                new("height", Number(BarHeight)),
                new("rx", "3"));
        // an open end goes on beyond the line
        if (scale.IsBefore(certificate.NotBefore) && !scale.IsBefore(certificate.NotAfter))
        {
            page.Empty("path", new("class", "bar"), new("d", Text($"M{start + 1} {middle - 6}l-8 6l8 6z")));
        }

        if (scale.IsBeyond(certificate.NotAfter))
        {
            page.Empty("path", new("class", "bar"), new("d", Text($"M{end - 1} {middle - 6}l8 6l-8 6z")));
        }

        page.Element("text", CertificateWords.Validity(certificate, now), new("class", "end"), new("x", Number(LabelWidth + ScaleWidth + 16)), new("y", Number(middle + 4)))
            .Close();
    }

    private static string State(TimedCertificate one, DateTimeOffset now) => (one.Certificate.NotAfter - now) switch
    {
        var left when left < ExpiryLimits.DefaultError => "error",
        var left when left < ExpiryLimits.DefaultWarning => "warning",
        _ => one.Certificate.NotBefore > now ? "error" : "sound",
    };

    private static string Place(TimedCertificate one)
    {
        var more = one.Places.Count > 1 ? $" {CountWords.More(one.Places.Count - 1)}" : string.Empty;
        return FittedText.Wrap(one.Places[0], PlaceColumns - more.Length, 1)[0] + more;
    }
}
