using System.Globalization;
using System.Text;
using System.Text.Json;

namespace KubectlWebhookCert.Core.JsonPath;

/// <summary>
/// A template in kubectl's JSONPath dialect: text, and expressions in braces. Behaves as <c>kubectl -o jsonpath</c>, its quirks
/// included (<c>['a.b']</c> is two fields; a range over nothing is still looked at once), but for the order in which
/// <c>.*</c> and <c>..</c> go through an object: Go's is random, ours is the document's.
/// </summary>
/// <remarks>Source: Kubernetes documentation, "JSONPath Support"; k8s.io/client-go/util/jsonpath.</remarks>
public sealed class JsonPathTemplate
{
    private readonly string text;
    private readonly List<PathNode> nodes;

    private JsonPathTemplate(string text, List<PathNode> nodes)
    {
        this.text = text;
        this.nodes = nodes;
    }

    /// <summary>Reads a template.</summary>
    /// <param name="template">What the user wrote after <c>jsonpath=</c>.</param>
    /// <exception cref="JsonPathException">It is not in the dialect.</exception>
    public static JsonPathTemplate Parse(string template)
    {
        ArgumentNullException.ThrowIfNull(template);
        if (template.Length == 0)
        {
            throw new JsonPathException("template format specified but no template given", "no template given", 0);
        }

        var parser = new PathParser(template);
        try
        {
            return new JsonPathTemplate(template, parser.ParseTemplate());
        }
        catch (JsonPathException fault)
        {
            throw new JsonPathException(
                string.Create(CultureInfo.InvariantCulture, $"error parsing jsonpath {template}, {fault.Message} (at character {parser.Position + 1})"),
                fault.Message,
                parser.Position,
                fault);
        }
    }

    /// <summary>Fills the template with a document.</summary>
    /// <param name="document">Where <c>$</c> and <c>@</c> begin.</param>
    /// <param name="allowMissingKeys">Whether a field that is nowhere gives nothing (kubectl's default) instead of an error.</param>
    /// <exception cref="JsonPathException">The document does not have what the template takes for granted; nothing is returned then.</exception>
    public string Render(JsonElement document, bool allowMissingKeys)
    {
        try
        {
            var output = new StringBuilder();
            foreach (var results in new PathEvaluation(nodes, allowMissingKeys).Find(document))
            {
                PathOutput.Append(output, results);
            }

            return output.ToString();
        }
        catch (JsonPathException fault)
        {
            throw new JsonPathException($"error executing jsonpath \"{text}\": {fault.Message}", fault.Message, null, fault);
        }
    }
}
