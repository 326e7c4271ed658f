using KubectlWebhookCert.Cluster.Api;

namespace KubectlWebhookCert.Cluster.Snapshots;

/// <summary>The words of a label selector, one after the other.</summary>
internal sealed class SelectorWords(string text)
{
    private int position;

    /// <summary>The next word without taking it; empty at the end.</summary>
    public string Peek()
    {
        var before = position;
        var word = Next();
        position = before;
        return word;
    }

    /// <summary>Takes the next word; empty at the end.</summary>
    public string Next()
    {
        while (position < text.Length && char.IsWhiteSpace(text[position]))
        {
            position++;
        }

        var start = position;
        if (position < text.Length && IsMark(text[position]))
        {
            position++;
            if (position < text.Length && text[position] == '=' && text[start] is '=' or '!')
            {
                position++;
            }

            return text[start..position];
        }

        while (position < text.Length && !IsMark(text[position]) && !char.IsWhiteSpace(text[position]))
        {
            position++;
        }

        return text[start..position];
    }

    /// <summary>Takes a word that is a key or a value.</summary>
    /// <param name="expected">What the message says was expected.</param>
    public string Identifier(string expected) => Next() is { Length: > 0 } word && !IsMark(word[0]) ? word : throw Fault(text[..position], expected);

    /// <summary>What a server says to a selector it cannot read.</summary>
    public static ApiStatusException Fault(string found, string expected) =>
        new(400, "BadRequest", $"unable to parse requirement: found '{found}', expected: {expected}");

    private static bool IsMark(char letter) => letter is '=' or '!' or '(' or ')' or ',' or '>' or '<';
}
