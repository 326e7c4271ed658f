namespace KubectlWebhookCert.Core.ErrorTexts;

/// <summary>Finds the errors of webhook calls in any text: kubectl's output, log lines, JSON, YAML.</summary>
public static class ReportedErrors
{
    private const int LongestExcerpt = 1000;

    /// <summary>The errors in a text, in its order, each once; all else is passed over. Takes time in proportion to the text.</summary>
    /// <param name="text">Any text.</param>
    public static ValueList<ReportedError> Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var found = new List<ReportedError>();
        var seen = new HashSet<ReportedError>();
        var context = new ApiServiceContext();
        foreach (var line in LogicalLines.Of(text))
        {
            context.Read(line);
            foreach (var error in InLine(line.Trim(), context))
            {
                if (seen.Add(Identity(error)))
                {
                    found.Add(error);
                }
            }
        }

        return found.ToValueList();
    }

    private static List<ReportedError> InLine(string line, ApiServiceContext context)
    {
        var found = new List<ReportedError>();
        if (!Markers.MayHold(line))
        {
            return found;
        }

        foreach (var piece in QuotedText.Pieces(line))
        {
            var excerpt = line.Length <= LongestExcerpt ? line : Excerpt(piece);
            found.AddRange(PieceReader.Read(piece).Select(error => Complete(error with { Excerpt = excerpt }, context)));
        }

        // a structured line says the same in its message and in its error, more precisely in the latter
        var last = found.FindLastIndex(error => error.Form == ReportedForm.Operator);
        return [.. found.Where((error, index) => error.Form != ReportedForm.Operator || index == last)];
    }

    private static ReportedError Complete(ReportedError error, ApiServiceContext context)
    {
        var named = error.Form == ReportedForm.Aggregation ? context.Complete(error) : error;
        return named.ServiceName is null ? CauseService.Complete(named) : named;
    }

    private static string Excerpt(string piece) => piece.Length <= LongestExcerpt ? piece.Trim() : piece[..LongestExcerpt].Trim();

    // The same error again differs in its time and in the port that the client happened to have.
    // The API server logs what fails open a second time as what failed.
    private static ReportedError Identity(ReportedError error) => error with
    {
        Form = error.Form == ReportedForm.AdmissionFailingOpen ? ReportedForm.Admission : error.Form,
        Excerpt = "",
        Tail = CauseText.WithoutCircumstances(error.Tail),
        ClientAddress = error.ClientAddress is { } client && client.LastIndexOf(':') is > 0 and var colon
            ? client[..colon]
            : error.ClientAddress,
    };
}
