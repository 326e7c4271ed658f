using KubectlWebhookCert.Cluster.Api;
using KubectlWebhookCert.Core.Model;

namespace KubectlWebhookCert.Cluster.Snapshots;

/// <summary>A label selector, equality-based and set-based.</summary>
/// <remarks>Source: Kubernetes documentation, "Labels and Selectors", section API.</remarks>
internal sealed class LabelSelector
{
    private readonly List<LabelRequirement> requirements = [];

    private LabelSelector()
    {
    }

    /// <summary>Reads a selector; null and blanks select everything.</summary>
    /// <exception cref="ApiStatusException">It is none; as a server answers.</exception>
    public static LabelSelector Parse(string? text)
    {
        var selector = new LabelSelector();
        var words = new SelectorWords(text ?? string.Empty);
        if (words.Peek().Length == 0)
        {
            return selector;
        }

        while (true)
        {
            selector.requirements.Add(ParseOne(words));
            var separator = words.Next();
            if (separator.Length == 0)
            {
                return selector;
            }

            if (separator != ",")
            {
                throw SelectorWords.Fault(separator, "',' or 'end of string'");
            }
        }
    }

    /// <summary>Whether an object has the labels asked for.</summary>
    public bool Matches(KubernetesObject candidate) => requirements.TrueForAll(requirement => requirement.Holds(candidate.Label(requirement.Key)));

    private static LabelRequirement ParseOne(SelectorWords words)
    {
        var absent = words.Peek() == "!";
        if (absent)
        {
            _ = words.Next();
        }

        var key = words.Identifier("identifier");
        if (absent || words.Peek() is "" or ",")
        {
            return new LabelRequirement(key, absent ? LabelOperator.Absent : LabelOperator.Present, []);
        }

        return words.Next() switch
        {
            "=" or "==" => new LabelRequirement(key, LabelOperator.In, [Value(words)]),
            "!=" => new LabelRequirement(key, LabelOperator.NotIn, [Value(words)]),
            "in" => new LabelRequirement(key, LabelOperator.In, Values(words)),
            "notin" => new LabelRequirement(key, LabelOperator.NotIn, Values(words)),
            ">" => new LabelRequirement(key, LabelOperator.Above, [Number(words)]),
            "<" => new LabelRequirement(key, LabelOperator.Below, [Number(words)]),
            var other => throw SelectorWords.Fault(other, "in, notin, =, ==, !=, gt, lt"),
        };
    }

    private static string Value(SelectorWords words) => words.Peek() is "" or "," ? string.Empty : words.Identifier("identifier");

    private static string Number(SelectorWords words) =>
        words.Identifier("identifier") is var text && long.TryParse(text, null, out _) ? text : throw SelectorWords.Fault(text, "integer");

    private static HashSet<string> Values(SelectorWords words)
    {
        if (words.Next() is var open and not "(")
        {
            throw SelectorWords.Fault(open, "'('");
        }

        var values = new HashSet<string>(StringComparer.Ordinal);
        while (true)
        {
            values.Add(words.Peek() is "," or ")" ? string.Empty : words.Identifier("',', ')' or identifier"));
            switch (words.Next())
            {
                case ")":
                    return values;
                case ",":
                    break;
                case var other:
                    throw SelectorWords.Fault(other, "',' or ')'");
            }
        }
    }
}
