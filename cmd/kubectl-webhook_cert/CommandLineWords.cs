namespace KubectlWebhookCert.Commands;

/// <summary>The words of a command line as kubectl's parser takes them.</summary>
internal static class CommandLineWords
{
    /// <summary>The words to parse: no words, <c>help</c> and <c>help COMMAND</c> ask for help; <c>--flag=</c> has an empty value.</summary>
    /// <param name="words">As the shell passes them.</param>
    public static IEnumerable<string> Of(string[] words) => WithEmptyValues(words switch
    {
        [] => ["--help"],
        ["help", .. var command] => [.. command, "--help"],
        _ => words,
    });

    /// <summary>
    /// The words with <c>--flag=</c> as two: System.CommandLine takes the word after it for its value, so that <c>--context="$CONTEXT" NAME</c>
    /// would mean something else where the variable is empty.
    /// </summary>
    /// <param name="words">As the shell passes them.</param>
    public static IEnumerable<string> WithEmptyValues(IEnumerable<string> words)
    {
        var flagsHaveEnded = false;
        foreach (var word in words)
        {
            flagsHaveEnded |= word == "--";
            if (!flagsHaveEnded && word.StartsWith('-') && word.IndexOf('=', StringComparison.Ordinal) == word.Length - 1)
            {
                yield return word[..^1];
                yield return string.Empty;
            }
            else
            {
                yield return word;
            }
        }
    }
}
