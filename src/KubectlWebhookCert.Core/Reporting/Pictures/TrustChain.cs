namespace KubectlWebhookCert.Core.Reporting.Pictures;

/// <summary>
/// The way of one call, from the webhook to who writes its certificate, and what of it is broken. Every picture is drawn of this, so that
/// all show the same.
/// </summary>
/// <param name="Nodes">In the order of the call; the webhook, or the holder of trust, first.</param>
/// <param name="Links">In the order of the call.</param>
internal sealed record TrustChain(ValueList<ChainNode> Nodes, ValueList<ChainLink> Links)
{
    /// <summary>The same chain with what is wrong written where it belongs.</summary>
    /// <param name="marks">What is wrong.</param>
    public TrustChain With(IEnumerable<PlacedMark> marks)
    {
        var places = marks.Distinct().Select(mark => new Placement(mark.Mark, Places(mark))).ToList();
        var webhook = Nodes[0] with { Marks = Sorted(places.Where(place => place.Links.Count == 0)) };
        return new TrustChain(
            [webhook, .. Nodes.Skip(1)],
            Links.Select(link => link with { Marks = Sorted(places.Where(place => place.Links.Contains(link))) }).ToValueList());
    }

    // of several links of one kind the one that leads to the object, else the one that comes from it
    private List<ChainLink> Places(PlacedMark mark)
    {
        var alike = Links.Where(link => link.Kind == mark.Link).ToList();
        if (mark.Where is not { } where)
        {
            return alike;
        }

        var leading = alike.FindAll(link => link.To.Objects.Contains(where));
        var coming = alike.FindAll(link => link.From.Objects.Contains(where));
        return leading.Count > 0 ? leading : coming.Count > 0 ? coming : alike;
    }

    private static ValueList<LinkMark> Sorted(IEnumerable<Placement> places) =>
        places.Select(place => place.Mark).Distinct().OrderByDescending(mark => mark.Severity).ToValueList();

    private sealed record Placement(LinkMark Mark, List<ChainLink> Links);
}
