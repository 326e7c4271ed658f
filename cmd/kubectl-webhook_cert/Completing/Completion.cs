using System.Globalization;
using System.Text;
using KubectlWebhookCert.Core;

namespace KubectlWebhookCert.Commands.Completing;

/// <summary>How a word may go on.</summary>
/// <param name="Candidates">Whole words.</param>
/// <param name="Directive">What a shell does with them.</param>
internal sealed record Completion(ValueList<Candidate> Candidates, CompletionDirective Directive)
{
    /// <summary>Nothing is known.</summary>
    public static readonly Completion None = new([], CompletionDirective.NoFiles);

    /// <summary>Files of this machine, which a shell knows itself.</summary>
    public static readonly Completion Files = new([], CompletionDirective.Default);

    /// <summary>Folders of this machine, which a shell knows itself.</summary>
    public static readonly Completion Folders = new([], CompletionDirective.Folders);

    /// <summary>Those of some words that a word may become. One that ends where another word has to follow is not ended by a blank.</summary>
    /// <param name="typed">The word.</param>
    /// <param name="known">The words there are.</param>
    public static Completion Of(string typed, IEnumerable<Candidate> known)
    {
        ValueList<Candidate> candidates = [.. known.Where(candidate => candidate.Text.StartsWith(typed, StringComparison.Ordinal) && !candidate.Text.Any(char.IsControl))];
        var isOpen = candidates.Any(candidate => candidate.Text[^1] is '/' or '=');
        return new Completion(candidates, CompletionDirective.NoFiles | (isOpen ? CompletionDirective.NoSpace : CompletionDirective.Default));
    }

    /// <summary>The same of words alone.</summary>
    /// <param name="typed">The word.</param>
    /// <param name="known">The words there are.</param>
    public static Completion Of(string typed, IEnumerable<string> known) => Of(typed, known.Select(text => new Candidate(text, null)));

    /// <summary>As kubectl and Cobra's scripts read it: a candidate per line, its description behind a tab, and the directive.</summary>
    /// <remarks>Source: Cobra, "Generating shell completions".</remarks>
    public string ToText()
    {
        var text = new StringBuilder();
        foreach (var candidate in Candidates)
        {
            text.Append(candidate.Text).Append(candidate.Description is { } description ? $"\t{description}" : string.Empty).Append('\n');
        }

        return text.Append(CultureInfo.InvariantCulture, $":{(int)Directive}\n").ToString();
    }
}

/// <summary>A word that may be typed.</summary>
/// <param name="Text">The word.</param>
/// <param name="Description">What it is, in one line; null where that is plain.</param>
internal sealed record Candidate(string Text, string? Description);

/// <summary>What a shell does with candidates. The numbers are Cobra's.</summary>
[Flags]
internal enum CompletionDirective
{
    /// <summary>Files, where there are no candidates.</summary>
    Default = 0,

    /// <summary>No blank behind the only candidate.</summary>
    NoSpace = 2,

    /// <summary>No files.</summary>
    NoFiles = 4,

    /// <summary>Folders.</summary>
    Folders = 16,
}
