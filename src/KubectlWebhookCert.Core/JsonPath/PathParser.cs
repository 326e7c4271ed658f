using System.Text;

namespace KubectlWebhookCert.Core.JsonPath;

/// <summary>Reads a template into steps. The grammar is that of client-go's parser: it has no other definition.</summary>
internal sealed class PathParser(string text)
{
    private const int End = PathScanner.End;

    private readonly PathScanner scanner = new(text);

    /// <summary>How far it has read, in characters from 0.</summary>
    public int Position => scanner.Position;

    /// <summary>The whole template: text and expressions.</summary>
    /// <exception cref="JsonPathException">Not in the dialect.</exception>
    public List<PathNode> ParseTemplate()
    {
        var nodes = new List<PathNode>();
        while (!scanner.AtEnd)
        {
            if (scanner.TakeTo('{') is { Length: > 0 } literal)
            {
                nodes.Add(new PathNode.Constant(PathValue.Of(literal)));
            }

            if (scanner.Skip("{"))
            {
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
            if (scanner.Skip("}"))
            {
                return new PathNode.Steps(nodes);
            }

            if (scanner.Skip("[?("))
            {
                nodes.Add(ParseFilter());
            }
            else if (scanner.Follows(".."))
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
        var letter = scanner.Next();
        switch (letter)
        {
            case End or '\r' or '\n':
                throw new JsonPathException("unclosed action");
            case ' ' or '@' or '$':
                _ = scanner.Taken(); // the current object is where every expression stands anyway
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

        _ = scanner.Skip("..");
        nodes.Add(new PathNode.Descent());
        var letter = scanner.Peek();
        if (letter == '_' || (letter != End && (Rune.IsLetter(new Rune(letter)) || Rune.IsDigit(new Rune(letter)))))
        {
            nodes.Add(ParseField());
        }
    }

    private PathNode ParseField()
    {
        _ = scanner.Taken();
        while (!PathScanner.IsTerminator(scanner.Peek()))
        {
            if (scanner.Next() == '\\')
            {
                _ = scanner.Next();
            }
        }

        var name = scanner.Taken();
        return name == "*" ? new PathNode.Wildcard() : new PathNode.Field(name.Replace("\\", string.Empty, StringComparison.Ordinal));
    }

    private PathNode ParseWord()
    {
        while (!PathScanner.IsTerminator(scanner.Peek()))
        {
            _ = scanner.Next();
        }

        var word = scanner.Taken();
        return word is "true" or "false" ? new PathNode.Constant(PathValue.Of(word == "true")) : new PathNode.Word(word);
    }

    private string TakeNumber()
    {
        while (scanner.Peek() is var letter && (letter == '.' || (letter != End && Rune.IsDigit(new Rune(letter)))))
        {
            _ = scanner.Next();
        }

        return scanner.Taken();
    }

    private List<PathNode> ParseBrackets()
    {
        for (var letter = scanner.Next(); letter != ']'; letter = scanner.Next())
        {
            if (letter is End or '\n')
            {
                throw new JsonPathException("unterminated array");
            }
        }

        var content = scanner.Taken()[1..^1];
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
        for (var letter = scanner.Next(); letter != ')' || begun != ended; letter = scanner.Next())
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
            else if (letter == pair && scanner.Before != '\\')
            {
                ended = true;
            }
        }

        if (scanner.Next() != ']')
        {
            throw new JsonPathException("unclosed array expect ]");
        }

        return SplitFilter(scanner.Taken()[..^2]);
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
            var letter = scanner.Next();
            if (letter is End or '\n')
            {
                throw new JsonPathException("unterminated quoted string");
            }

            if (letter == quote && scanner.Before != '\\')
            {
                var literal = scanner.Taken();
                return GoLiteral.TryUnquote(literal, out var unquoted)
                    ? unquoted
                    : throw new JsonPathException($"unquote string {literal} error invalid syntax");
            }
        }
    }
}
