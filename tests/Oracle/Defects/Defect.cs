namespace KubectlWebhookCert.Tests.Oracle;

/// <summary>A way to change a scenario.</summary>
/// <param name="Name">For the report; unique.</param>
/// <param name="Expected">What the newest Go must say where nothing else is changed; null: it depends, or on many things.</param>
/// <param name="Plant">Changes the scenario.</param>
internal sealed record Defect(string Name, ReasonKind? Expected, Action<Scenario, Draws> Plant)
{
    /// <summary>How often it is drawn, beside the others.</summary>
    public int Weight { get; init; } = 10;

    /// <summary>
    /// Not null: it touches nothing that a defect of another subject touches, so it can be taken out of a case and leaves the
    /// others as they are. At most one of each subject goes into such a case.
    /// </summary>
    public string? Subject { get; init; }

    public override string ToString() => Name;
}
