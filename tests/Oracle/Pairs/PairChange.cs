namespace KubectlWebhookCert.Tests.Oracle;

/// <summary>A way to change a pair.</summary>
/// <param name="Name">For the report; unique.</param>
/// <param name="Parts">What it touches.</param>
/// <param name="Plant">Changes the pair.</param>
internal sealed record PairChange(string Name, PairPart Parts, Action<PairScenario, Draws> Plant)
{
    /// <summary>How often it is drawn, beside the others.</summary>
    public int Weight { get; init; } = 10;

    public override string ToString() => Name;
}
