using KubectlWebhookCert.Core.Rules;

namespace KubectlWebhookCert.Core.Reporting.Pictures;

/// <summary>A link of a trust chain.</summary>
/// <param name="From">Where it starts.</param>
/// <param name="To">Where it ends.</param>
/// <param name="Kind">How the two hang together.</param>
/// <param name="IsKnown">Whether it was seen; false where nobody could look.</param>
internal sealed record ChainLink(ChainNode From, ChainNode To, LinkKind Kind, bool IsKnown)
{
    /// <summary>What is wrong with it, worst first.</summary>
    public ValueList<LinkMark> Marks { get; init; } = [];

    /// <summary>How bad it is; null where nothing is wrong.</summary>
    public Severity? Worst => Marks.Count == 0 ? null : Marks.Max(mark => mark.Severity);

    /// <summary>What stands at it: <c>serves</c>, with a question mark where that is not known.</summary>
    public string Word => LinkWord(Kind) + (IsKnown || Marks.Count > 0 ? string.Empty : "?");

    private static string LinkWord(LinkKind kind) => kind switch
    {
        LinkKind.Trusts => "trusts",
        LinkKind.Calls => "calls",
        LinkKind.Selects => "selects",
        LinkKind.Serves => "serves",
        LinkKind.Verifies => "verifies",
        LinkKind.StoredIn => "stored in",
        _ => "written by",
    };
}
