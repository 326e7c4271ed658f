namespace KubectlWebhookCert.Core.ErrorTexts;

/// <summary>Reads the errors out of one message. A message may hold several, one after the other.</summary>
internal static class PieceReader
{
    public static List<ReportedError> Read(string piece)
    {
        var text = Plain(piece);
        var found = WithStart(text);
        if (found.Count > 0)
        {
            return found;
        }

        var alone = AvailabilityText.Read(text) ?? OperatorText.Read(text) ?? BareText.Read(text);
        return alone is null ? [] : [alone];
    }

    private static List<ReportedError> WithStart(string text)
    {
        List<ReportedError> found = [];
        var isOpen = false;
        for (var at = Markers.NextStart(text); at >= 0;)
        {
            var start = Markers.StartOf(text.AsSpan(at)) ?? "";
            var from = at + start.Length;
            var next = Markers.NextStart(text.AsSpan(from));
            var rest = next < 0 ? text[from..] : text.Substring(from, next);
            if (start == Markers.Admission && AdmissionText.Announces(rest, out var failsOpen) && next >= 0)
            {
                isOpen = failsOpen;
            }
            else if (Read(start, text, at, rest) is { } error)
            {
                var form = isOpen && error.Form == ReportedForm.Admission ? ReportedForm.AdmissionFailingOpen : error.Form;
                found.Add(error with { Form = form });
                isOpen = false;
            }

            at = next < 0 ? -1 : from + next;
        }

        return found;
    }

    private static ReportedError? Read(string start, string text, int at, string rest) => start switch
    {
        Markers.Admission or Markers.OldAdmission => AdmissionText.Read(rest),
        Markers.Connectivity => AdmissionText.ReadConnectivity(rest),
        Markers.Conversion => ConversionText.Read(rest),
        Markers.Response => AggregationText.ReadResponse(text.AsSpan(0, at), rest),
        Markers.OldResponse => AggregationText.ReadResponse(text.AsSpan(0, at), "http" + rest),
        Markers.Reach => AggregationText.ReadReach(rest),
        Markers.Handshake => ServerText.Read(rest),
        _ => null,
    };

    // What was pasted from an issue or a chat may have typographic quotation marks. YAML doubles single quotes within single quotes.
    private static string Plain(string text)
    {
        if (!text.AsSpan().ContainsAny("“”„‘’") && !text.Contains("''", StringComparison.Ordinal))
        {
            return text;
        }

        return text
            .Replace('“', '"').Replace('”', '"').Replace('„', '"').Replace('‘', '\'').Replace('’', '\'')
            .Replace("''", "'", StringComparison.Ordinal);
    }
}
