using System.Text;

namespace KubectlWebhookCert.Core.JsonPath;

/// <summary>Reads a template into steps. The grammar is that of client-go's parser: it has no other definition.</summary>
internal sealed class PathParser(string text)
{
    private const int End = -1;

    private int start;

    /// <summary>How far it has read, in characters from 0.</summary>
    public int Position { get; private set; }

    /// <summary>The whole template: text and expressions.</summary>
    /// <exception cref="JsonPathException">Not in the dialect.</exception>
    public List<PathNode> ParseTemplate()
    {
        var nodes = new List<PathNode>();
        while (Position < text.Length)
        {
            var open = text.IndexOf('{', Position);
            Position = open < 0 ? text.Length : open;
            if (Position > start)
            {
                nodes.Add(new PathNode.Constant(PathValue.Of(Taken())));
            }

            if (open >= 0)
            {
                Position++;
                _ = Taken();
                nodes.Add(ParseExpression());
            }
        }

        return nodes;
    }

    /// <summary>What stands in braces, from a text without them.</summary>
    private static PathNode.Steps ParsePart(string part)
    {
        var nodes = new PathParser($"{{{part}}}").ParseTemplate();
        return (PathNode.Steps)nodes[0];
    }

    private PathNode.Steps ParseExpression()
    {
        var nodes = new List<PathNode>();
        while (true)
        {
            if (Follows("}"))
            {
                Position++;
                _ = Taken();
                return new PathNode.Steps(nodes);
            }

            if (Follows("[?("))
            {
                Position += 3;
                _ = Taken();
                nodes.Add(ParseFilter());
            }
            else if (Follows(".."))
            {
                ParseDescent(nodes);
            }
            else
            {
                ParseStep(nodes);
            }
        }
    }

    private void ParseStep(List<PathNode> nodes)
    {
        var letter = Next();
        switch (letter)
        {
            case End or '\r' or '\n':
                throw new JsonPathException("unclosed action");
            case ' ' or '@' or '$':
                _ = Taken(); // the current object is where every expression stands anyway
                break;
            case '[':
                nodes.AddRange(ParseBrackets());
                break;
            case '"' or '\'':
                nodes.Add(new PathNode.Constant(PathValue.Of(ParseQuoted((char)letter))));
                break;
            case '.':
                nodes.Add(ParseField());
                break;
            case '+' or '-':
            case var digit when Rune.IsDigit(new Rune(digit)):
                nodes.Add(new PathNode.Constant(PathNumber.Parse(TakeNumber())));
                break;
            case var other when other == '_' || Rune.IsLetter(new Rune(other)):
                nodes.Add(ParseWord());
                break;
            default:
                throw new JsonPathException($"unrecognized character in action: U+{letter:X4} '{new Rune(letter)}'");
        }
    }

    private void ParseDescent(List<PathNode> nodes)
    {
        if (nodes is [.., PathNode.Descent])
        {
            throw new JsonPathException("invalid multiple recursive descent");
        }

        Position += 2;
        _ = Taken();
        nodes.Add(new PathNode.Descent());
        var letter = Peek();
        if (letter == '_' || (letter != End && (Rune.IsLetter(new Rune(letter)) || Rune.IsDigit(new Rune(letter)))))
        {
            nodes.Add(ParseField());
        }
    }

    private PathNode ParseField()
    {
        _ = Taken();
        while (!IsTerminator(Peek()))
        {
            if (Next() == '\\')
            {
                _ = Next();
            }
        }

        var name = Taken();
        return name == "*" ? new PathNode.Wildcard() : new PathNode.Field(name.Replace("\\", string.Empty, StringComparison.Ordinal));
    }

    private PathNode ParseWord()
    {
        while (!IsTerminator(Peek()))
        {
            _ = Next();
        }

        var word = Taken();
        return word is "true" or "false" ? new PathNode.Constant(PathValue.Of(word == "true")) : new PathNode.Word(word);
    }

    private string TakeNumber()
    {
        while (Peek() is var letter && (letter == '.' || (letter != End && Rune.IsDigit(new Rune(letter)))))
        {
            _ = Next();
        }

        return Taken();
    }

    private List<PathNode> ParseBrackets()
    {
        for (var letter = Next(); letter != ']'; letter = Next())
        {
            if (letter is End or '\n')
            {
                throw new JsonPathException("unterminated array");
            }
        }

        var content = Taken()[1..^1];
        var parts = content.Split(',');
        if (parts.Length > 1)
        {
            return [new PathNode.Union([.. parts.Select(part => ParsePart($"[{part.Trim(' ')}]"))])];
        }

        return content is ['\'', .. var key, '\''] && !key.Contains('\'', StringComparison.Ordinal)
            ? ParsePart("." + key).Nodes // so a dot in the key separates, unless it is escaped
            : [PathNumber.ParseSlice(content == "*" ? ":" : content)];
    }

    private PathNode.Filter ParseFilter()
    {
        var begun = false;
        var ended = false;
        var pair = End;
        for (var letter = Next(); letter != ')' || begun != ended; letter = Next())
        {
            if (letter is End or '\n')
            {
                throw new JsonPathException("unterminated filter");
            }

            if (letter is '"' or '\'' && !begun)
            {
                begun = true;
                pair = letter;
            }
            else if (letter == pair && text[Position - 2] != '\\')
            {
                ended = true;
            }
        }

        if (Next() != ']')
        {
            throw new JsonPathException("unclosed array expect ]");
        }

        return SplitFilter(Taken()[..^2]);
    }

    /// <summary>Splits at the first run of operator letters; something has to stand on both sides of it.</summary>
    private static PathNode.Filter SplitFilter(string condition)
    {
        var first = condition.AsSpan().IndexOfAny("!<>=");
        var length = first <= 0 ? 0 : condition.AsSpan(first).IndexOfAnyExcept("!<>=") is var run and >= 0 ? run : condition.Length - first - 1;
        if (length == 0)
        {
            return new PathNode.Filter(ParsePart(condition), null, new PathNode.Steps([]));
        }

        return new PathNode.Filter(
            ParsePart(condition[..first]), condition.Substring(first, length), ParsePart(condition[(first + length)..]));
    }

    private string ParseQuoted(char quote)
    {
        while (true)
        {
            var letter = Next();
            if (letter is End or '\n')
            {
                throw new JsonPathException("unterminated quoted string");
            }

            if (letter == quote && text[Position - 2] != '\\')
            {
                var literal = Taken();
                return GoLiteral.TryUnquote(literal, out var unquoted)
                    ? unquoted
                    : throw new JsonPathException($"unquote string {literal} error invalid syntax");
            }
        }
    }

    private string Taken()
    {
        var taken = text[start..Position];
        start = Position;
        return taken;
    }

    private bool Follows(string prefix) => text.AsSpan(Position).StartsWith(prefix, StringComparison.Ordinal);

    private int Next()
    {
        var letter = Peek();
        Position += letter == End ? 0 : new Rune(letter).Utf16SequenceLength;
        return letter;
    }

    private int Peek() => Position >= text.Length ? End
        : Rune.TryGetRuneAt(text, Position, out var letter) ? letter.Value
        : Rune.ReplacementChar.Value;

    private static bool IsTerminator(int letter) =>
        letter is End or ' ' or '\t' or '\r' or '\n' or '.' or ',' or '[' or ']' or '$' or '@' or '{' or '}';
}
