using System.Text;
using KubectlWebhookCert.Core.Model;

namespace KubectlWebhookCert.Core.JsonPath;

/// <summary>Takes one step after the other through a document.</summary>
internal sealed class PathSteps(bool allowMissingKeys)
{
    /// <summary>How many ranges were opened and not yet entered.</summary>
    public int Begins { get; set; }

    /// <summary>How many ranges were ended and not yet left.</summary>
    public int Ends { get; set; }

    /// <summary>How many ranges it is in.</summary>
    public int InRange { get; set; }

    /// <summary>Where a step leads from some values.</summary>
    /// <exception cref="JsonPathException">It leads nowhere.</exception>
    public List<PathValue> Walk(List<PathValue> input, PathNode node) => node switch
    {
        PathNode.Steps list => WalkAll(input, list),
        PathNode.Constant { Value.Kind: PathKind.Text } text => [text.Value],
        PathNode.Constant constant => [.. Enumerable.Repeat(constant.Value, input.Count)],
        PathNode.Field field => Field(input, field.Name),
        PathNode.Slice slice => PathSlice.Take(input, slice),
        PathNode.Wildcard => [.. input.SelectMany(Children)],
        PathNode.Descent => Descend(input),
        PathNode.Union union => Union(input, union),
        PathNode.Filter filter => Filter(input, filter),
        PathNode.Word word => Word(input, word.Name),
        _ => throw new JsonPathException("unexpected Node"),
    };

    private List<PathValue> WalkAll(List<PathValue> input, PathNode.Steps list)
    {
        foreach (var node in list.Nodes)
        {
            input = Walk(input, node);
        }

        return input;
    }

    private List<PathValue> Word(List<PathValue> input, string name)
    {
        switch (name)
        {
            case "range":
                Begins++;
                return input;
            case "end" when InRange > 0:
                Ends++;
                return [];
            case "end":
                throw new JsonPathException("not in range, nothing to end") { LeavesNothing = true };
            default:
                throw new JsonPathException($"unrecognized identifier {name}");
        }
    }

    private List<PathValue> Field(List<PathValue> input, string name)
    {
        var found = new List<PathValue>(input.Count);
        foreach (var value in input)
        {
            if (value.Kind == PathKind.Map && value.Json.TryGetProperty(name, out var field))
            {
                found.Add(PathValue.Of(field));
            }
        }

        return found.Count > 0 || input.Count == 0 || allowMissingKeys ? found : throw new JsonPathException($"{name} is not found") { LeavesNothing = true };
    }

    private List<PathValue> Union(List<PathValue> input, PathNode.Union union)
    {
        try
        {
            return [.. union.Alternatives.SelectMany(alternative => WalkAll(input, alternative))];
        }
        catch (JsonPathException fault) when (fault.LeavesNothing)
        {
            throw new JsonPathException(fault.Reason);
        }
    }

    private static List<PathValue> Children(PathValue value)
    {
        var children = new List<PathValue>();
        switch (value.Kind)
        {
            case PathKind.Map:
                children.AddRange(value.Json.Properties().Select(member => PathValue.Of(member.Value)));
                break;
            case PathKind.List:
                children.AddRange(value.Json.Items().Select(PathValue.Of));
                break;
            case PathKind.Text:
                foreach (var letter in Encoding.UTF8.GetBytes(value.Text))
                {
                    children.Add(PathValue.OfByte(letter));
                }

                break;
        }

        return children;
    }

    private static List<PathValue> Descend(List<PathValue> input)
    {
        var found = new List<PathValue>();
        foreach (var value in input)
        {
            List<PathValue> children = value.Kind == PathKind.Text ? [] : Children(value);
            if (children.Count > 0 || (value.Kind == PathKind.Text && value.Text.Length > 0))
            {
                found.Add(value);
                found.AddRange(Descend(children));
            }
        }

        return found;
    }

    private List<PathValue> Filter(List<PathValue> input, PathNode.Filter filter)
    {
        var found = new List<PathValue>();
        foreach (var value in input)
        {
            if (value.Kind != PathKind.List)
            {
                throw new JsonPathException($"{Describe(value)} is not array or slice and cannot be filtered");
            }

            found.AddRange(value.Json.Items().Select(PathValue.Of).Where(item => Passes(item, filter)));
        }

        return found;
    }

    private bool Passes(PathValue item, PathNode.Filter filter)
    {
        if (filter.Operator is null)
        {
            return Exists(item, filter.Left);
        }

        return One(WalkAll([item], filter.Left)) is { } left && One(WalkAll([item], filter.Right)) is { } right &&
            PathComparison.Holds(left, filter.Operator, right);
    }

    private bool Exists(PathValue item, PathNode.Steps path)
    {
        try
        {
            return WalkAll([item], path).Count > 0;
        }
        catch (JsonPathException fault)
        {
            return !fault.LeavesNothing; // kubectl counts what the failing step was given: [?(@.a[0])] holds for an empty list
        }
    }

    private static PathValue? One(List<PathValue> values) => values.Count switch
    {
        0 => null,
        1 => values[0],
        _ => throw new JsonPathException("can only compare one element at a time"),
    };

    /// <summary>What a message calls a value: not its content, which may be secret.</summary>
    private static string Describe(PathValue value) => value.Kind switch
    {
        PathKind.Map => "a map",
        PathKind.Null or PathKind.Nothing => "nothing",
        PathKind.Text => "a string",
        _ => "a number or boolean",
    };
}
