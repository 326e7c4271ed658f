using System.Text.RegularExpressions;

namespace KubectlWebhookCert.Tests.Oracle;

/// <summary>What Go says of a case, and what we say.</summary>
/// <param name="Server">Of which Kubernetes and which Go.</param>
/// <param name="Theirs">Go's kind and words, or its chains.</param>
/// <param name="Ours">The same of ours.</param>
internal sealed partial record Difference(string Server, string Theirs, string Ours)
{
    /// <summary>The same for differences that have one cause, as far as words tell: no quoted text, no digits.</summary>
    public string Pattern => $"Go:   {Bare(Theirs)}\n    ours: {Bare(Ours)}";

    private static string Bare(string text)
    {
        var line = Particulars().Replace(text.Split('\n')[0], "…");
        return line.Length > 220 ? line[..220] + "…" : line;
    }

    [GeneratedRegex("""(?<=accepted ).*|"(\\.|[^"\\])*"|for .* not .*|(?<![A-Za-z\d])\d[\d.:TZ-]*""")]
    private static partial Regex Particulars();
}
