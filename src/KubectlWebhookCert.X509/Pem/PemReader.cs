using System.Collections.Immutable;

namespace KubectlWebhookCert.X509.Pem;

/// <summary>
/// PEM as Go's encoding/pem reads it, called again and again until nothing is left, which is how crypto/x509 and client-go read
/// CA bundles. Takes time in proportion to the length of the text, whatever it holds.
/// </summary>
public static class PemReader
{
    /// <summary>How many problems are listed one by one.</summary>
    public const int MostProblems = 100;

    /// <summary>Reads a text as the newest Go does. Throws on no input.</summary>
    /// <param name="text">Any bytes.</param>
    public static PemContent Read(ReadOnlySpan<byte> text) => Read(text, PemRules.Current);

    /// <summary>Reads a text. Throws on no input.</summary>
    /// <param name="text">Any bytes.</param>
    /// <param name="rules">Whose reading counts.</param>
    public static PemContent Read(ReadOnlySpan<byte> text, PemRules rules)
    {
        var blocks = Read(text, rules, out var problems);
        return new PemContent(blocks, problems.ToImmutable());
    }

    /// <summary>The blocks alone, without a look at what is passed over.</summary>
    internal static List<PemSpan> Scan(ReadOnlySpan<byte> text, PemRules rules) =>
        rules == PemRules.Classic ? ClassicPemScanner.Scan(text) : CurrentPemScanner.Scan(text);

    internal static ImmutableArray<PemBlock> Read(ReadOnlySpan<byte> text, PemRules rules, out PemProblemList problems)
    {
        var spans = Scan(text, rules);
        var blocks = ImmutableArray.CreateBuilder<PemBlock>(spans.Count);
        var diagnosis = new PemDiagnosis(text);
        var offset = 0;
        foreach (var span in spans)
        {
            diagnosis.JudgeGap(offset, span.Begin);
            blocks.Add(new PemBlock(span.Label, span.Headers, span.Bytes, diagnosis.NextOrdinal(), span.Begin));
            offset = span.End;
        }

        diagnosis.JudgeGap(offset, text.Length);
        if (spans.Count == 0 && diagnosis.Problems.IsEmpty)
        {
            diagnosis.JudgeWhole();
        }

        problems = diagnosis.Problems;
        return blocks.MoveToImmutable();
    }
}
