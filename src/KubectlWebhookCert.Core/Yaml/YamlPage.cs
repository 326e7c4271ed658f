using System.Text;

namespace KubectlWebhookCert.Core.Yaml;

/// <summary>A page that knows its column, counted in characters from 0.</summary>
internal sealed class YamlPage(StringBuilder text)
{
    /// <summary>Where the next character comes to stand.</summary>
    public int Column { get; private set; }

    /// <summary>Appends one character.</summary>
    public void Append(char letter)
    {
        text.Append(letter);
        Column++;
    }

    /// <summary>Appends one character.</summary>
    public void Append(Rune letter)
    {
        Span<char> units = stackalloc char[2];
        text.Append(units[..letter.EncodeToUtf16(units)]);
        Column++;
    }

    /// <summary>Appends what belongs on a line; a blank first, unless it begins the line.</summary>
    public void Token(ReadOnlySpan<char> token)
    {
        Separate();
        text.Append(token);
        Column += token.Length;
    }

    /// <summary>A blank, unless the line is empty.</summary>
    public void Separate()
    {
        if (Column > 0 && text[^1] != ' ')
        {
            Append(' ');
        }
    }

    /// <summary>Ends the line if anything is on it.</summary>
    public void EndLine()
    {
        if (Column > 0)
        {
            Break();
        }
    }

    /// <summary>Ends the line.</summary>
    public void Break()
    {
        text.Append('\n');
        Column = 0;
    }

    /// <summary>A line separator of Unicode: the column starts again, the line of the file does not end.</summary>
    public void UnicodeBreak(Rune separator)
    {
        Append(separator);
        Column = 0;
    }

    /// <summary>Blanks up to a column; on a new line, unless what is there is only a dash before it.</summary>
    public void Indent(int column, bool compact)
    {
        if (!compact)
        {
            EndLine();
        }

        while (Column < column)
        {
            Append(' ');
        }
    }

    /// <inheritdoc/>
    public override string ToString() => text.ToString();
}
