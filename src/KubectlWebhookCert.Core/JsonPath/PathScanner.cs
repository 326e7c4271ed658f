using System.Text;

namespace KubectlWebhookCert.Core.JsonPath;

/// <summary>Goes through a template letter by letter; what it has gone over can be taken.</summary>
internal sealed class PathScanner(string text)
{
    /// <summary>Stands for the letter after the last.</summary>
    public const int End = -1;

    private int start;

    /// <summary>How far it is, in characters from 0.</summary>
    public int Position { get; private set; }

    /// <summary>Whether everything is read.</summary>
    public bool AtEnd => Position >= text.Length;

    /// <summary>The letter before the one just read.</summary>
    public char Before => text[Position - 2];

    /// <summary>What was gone over since the last call.</summary>
    public string Taken()
    {
        var taken = text[start..Position];
        start = Position;
        return taken;
    }

    /// <summary>Everything before the next such letter, or before the end.</summary>
    public string TakeTo(char letter)
    {
        var found = text.IndexOf(letter, Position);
        Position = found < 0 ? text.Length : found;
        return Taken();
    }

    /// <summary>Whether a text comes next.</summary>
    public bool Follows(string prefix) => text.AsSpan(Position).StartsWith(prefix, StringComparison.Ordinal);

    /// <summary>Goes past a text if it comes next, and forgets it.</summary>
    public bool Skip(string prefix)
    {
        if (!Follows(prefix))
        {
            return false;
        }

        Position += prefix.Length;
        start = Position;
        return true;
    }

    /// <summary>Goes past the next letter.</summary>
    public int Next()
    {
        var letter = Peek();
        Position += letter == End ? 0 : new Rune(letter).Utf16SequenceLength;
        return letter;
    }

    /// <summary>The next letter.</summary>
    public int Peek() => AtEnd ? End
        : Rune.TryGetRuneAt(text, Position, out var letter) ? letter.Value
        : Rune.ReplacementChar.Value;

    /// <summary>Whether a letter ends a field or a word.</summary>
    public static bool IsTerminator(int letter) =>
        letter is End or ' ' or '\t' or '\r' or '\n' or '.' or ',' or '[' or ']' or '$' or '@' or '{' or '}';
}
