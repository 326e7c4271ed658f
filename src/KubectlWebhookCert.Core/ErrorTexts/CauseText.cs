namespace KubectlWebhookCert.Core.ErrorTexts;

/// <summary>The cause at the end of a message, made free of what was around the message.</summary>
internal static class CauseText
{
    private const int Longest = 4096;
    private const string Verification = "tls: failed to verify certificate: ";
    private const string Instant = "current time ";

    /// <summary>What can only be the start of another message, or what followed in the JSON that was cut off.</summary>
    private static readonly string[] Ends =
        ["\n", "\r", "\u001b", "Internal error occurred:", "Error from server", "\",\"", "\", \"", "\"}", "; reinitializing", " (retried "];

    /// <summary>The cause without quotes, brackets and commas that belong to something around it.</summary>
    public static string Clean(string text)
    {
        var shown = text.AsSpan(0, Math.Min(text.Length, Longest)).TrimStart(" :");
        foreach (var end in Ends)
        {
            var at = shown.IndexOf(end, StringComparison.Ordinal);
            shown = at < 0 ? shown : shown[..at];
        }

        if (shown.StartsWith(Verification, StringComparison.Ordinal))
        {
            shown = shown[Verification.Length..];
        }

        while (shown.Length > 0 && IsLoose(shown))
        {
            shown = shown[..^1];
        }

        return shown.ToString();
    }

    /// <summary>The cause without the time of the call and the ports of the client, which differ each time.</summary>
    public static string WithoutCircumstances(string tail)
    {
        if (tail.StartsWith("read ", StringComparison.Ordinal) || tail.StartsWith("write ", StringComparison.Ordinal))
        {
            return tail[(tail.LastIndexOf(": ", StringComparison.Ordinal) + 1)..];
        }

        var at = tail.IndexOf(Instant, StringComparison.Ordinal);
        var end = at < 0 ? -1 : tail.IndexOf(' ', at + Instant.Length);
        return end < 0 ? tail : tail.Remove(at + Instant.Length, end - at - Instant.Length);
    }

    private static bool IsLoose(ReadOnlySpan<char> text) => text[^1] switch
    {
        ' ' or '\t' or ',' or ';' or '.' or ':' or '|' or '│' or '`' or '*' or '\\' or '\'' or '\0' => true,
        '"' => text.Count('"') % 2 == 1,
        ')' => text.Count(')') > text.Count('('),
        ']' => text.Count(']') > text.Count('['),
        '}' => text.Count('}') > text.Count('{'),
        _ => false,
    };
}
