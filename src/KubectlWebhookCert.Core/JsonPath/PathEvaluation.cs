using System.Text.Json;

namespace KubectlWebhookCert.Core.JsonPath;

/// <summary>One run of a template over a document. The state between expressions is how far it is in nested ranges.</summary>
internal sealed class PathEvaluation(List<PathNode> nodes, bool allowMissingKeys)
{
    private const int DeepestRange = 100;

    private readonly PathSteps steps = new(allowMissingKeys);
    private int lastEnd = -1;
    private int depth;

    /// <summary>The results of each expression, in the order to print them.</summary>
    /// <exception cref="JsonPathException">The document does not fit.</exception>
    public List<List<PathValue>> Find(JsonElement document)
    {
        var found = new List<List<PathValue>>();
        Find(PathValue.Of(document), 0, found);
        return found;
    }

    private void Find(PathValue current, int from, List<List<PathValue>> found)
    {
        if (++depth > DeepestRange)
        {
            throw new JsonPathException("ranges nested too deep");
        }

        for (var index = from; index < nodes.Count; index++)
        {
            var results = steps.Walk([current], nodes[index]);
            if (steps.Ends > 0 && steps.Ends <= steps.InRange)
            {
                steps.Ends--;
                lastEnd = index;
                break;
            }

            if (steps.Begins > 0)
            {
                steps.Begins--;
                steps.InRange++;
                Loop(results, index + 1, found);
                steps.InRange--;
                index = lastEnd > index ? lastEnd : index;
                continue;
            }

            found.Add(results);
        }

        depth--;
    }

    private void Loop(List<PathValue> values, int from, List<List<PathValue>> found)
    {
        foreach (var value in values)
        {
            // Go unwraps the value here, and a null has nothing in it.
            Find(value.Kind == PathKind.Null ? PathValue.Nothing : value, from, found);
        }

        if (values.Count == 0)
        {
            // Only to learn where the range ends; what it finds is dropped, what it trips over is not.
            Find(PathValue.Nothing, from, []);
        }
    }
}
