using System.Globalization;
using System.Text;
using KubectlWebhookCert.Core.Model;
using KubectlWebhookCert.Core.Rules;

namespace KubectlWebhookCert.Core.Reporting.Pictures;

/// <summary>Chains as one Mermaid flowchart; what several of them share is drawn once. A broken link ends in a cross and names what is wrong.</summary>
internal sealed class MermaidFlowchart
{
    // readable on GitHub's light and dark background alike: fills are left to the theme
    private const string Styles = """
            classDef error stroke:#d1242f,stroke-width:3px
            classDef warning stroke:#bf8700,stroke-width:3px
            classDef absent stroke-dasharray:5 4

        """;

    private const int WideFrom = 3; // so many webhooks side by side are wider than a page

    private readonly Dictionary<string, string> names = new(StringComparer.Ordinal);
    private readonly StringBuilder nodes = new();
    private readonly StringBuilder links = new();
    private readonly StringBuilder styles = new();
    private int linkCount;

    private MermaidFlowchart()
    {
    }

    /// <summary>The diagram, without a fence around it.</summary>
    /// <param name="title">What it shows.</param>
    /// <param name="chains">The chains.</param>
    public static string Format(string title, IEnumerable<TrustChain> chains)
    {
        var chart = new MermaidFlowchart();
        var all = chains.ToList();
        foreach (var chain in all)
        {
            foreach (var node in chain.Nodes)
            {
                chart.Add(node);
            }
        }

        foreach (var alike in all.SelectMany(chain => chain.Links).GroupBy(link => new Joint(link.From.Key, link.To.Key, link.Kind)))
        {
            chart.Add(alike.First() with { Marks = alike.SelectMany(link => link.Marks).Distinct().OrderByDescending(mark => mark.Severity).ToValueList() });
        }

        return $"flowchart {(all.Count < WideFrom ? "TD" : "LR")}\n"
            + $"    accTitle: {MermaidText.Escape(title)}\n{chart.nodes}{chart.links}{Styles}{chart.styles}";
    }

    private void Add(ChainNode node)
    {
        if (names.ContainsKey(node.Key))
        {
            return;
        }

        var name = string.Create(CultureInfo.InvariantCulture, $"n{names.Count + 1}");
        names.Add(node.Key, name);
        nodes.Append(CultureInfo.InvariantCulture, $"    {name}[{MermaidText.Label([node.Kind, node.Name, .. node.Details, .. node.Marks.Select(Words)])}]\n");
        string[] classes =
        [
            .. node.Marks.Count > 0 ? [node.Marks[0].Severity.Word()] : Array.Empty<string>(),
            .. node.Presence != Presence.Found ? ["absent"] : Array.Empty<string>(),
        ];
        foreach (var style in classes)
        {
            styles.Append(CultureInfo.InvariantCulture, $"    class {name} {style}\n");
        }
    }

    private void Add(ChainLink link)
    {
        var (arrow, colour) = link.Worst switch
        {
            Severity.Error => ("--x", "#d1242f"),
            Severity.Warning => ("==>", "#bf8700"),
            _ => (link.IsKnown ? "-->" : "-.->", null),
        };
        links.Append(
            CultureInfo.InvariantCulture,
            $"    {names[link.From.Key]} {arrow}|{MermaidText.Label([link.Word, .. link.Marks.Select(Words)])}| {names[link.To.Key]}\n");
        if (colour is not null)
        {
            styles.Append(CultureInfo.InvariantCulture, $"    linkStyle {linkCount} stroke:{colour},stroke-width:3px\n");
        }

        linkCount++;
    }

    private static string Words(LinkMark mark) => $"{mark.Severity.Word()} {mark.Text}";

    private sealed record Joint(string From, string To, LinkKind Kind);
}
