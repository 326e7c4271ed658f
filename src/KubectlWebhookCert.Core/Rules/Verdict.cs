namespace KubectlWebhookCert.Core.Rules;

/// <summary>What one rule says of one webhook. Closed: the four cases below are all there are.</summary>
internal abstract record Verdict
{
    private Verdict()
    {
    }

    /// <summary>Looked at, and right.</summary>
    public static Verdict Passed { get; } = new Pass();

    /// <summary>There is nothing here that the rule is about.</summary>
    public static Verdict DoesNotApply { get; } = new NotApplicable();

    /// <summary>Fails with these faults, or passes where there are none.</summary>
    public static Verdict Of(IEnumerable<Fault> faults) => faults.ToValueList() is { Count: > 0 } found ? new Fail(found) : Passed;

    /// <summary>Fails with one fault.</summary>
    public static Verdict Of(Fault fault) => new Fail([fault]);

    /// <summary>Looked at, and right.</summary>
    internal sealed record Pass : Verdict;

    /// <summary>There is nothing here that the rule is about.</summary>
    internal sealed record NotApplicable : Verdict;

    /// <summary>What the rule needs could not be read. Never counted as a pass.</summary>
    /// <param name="Why">Lower case, no full stop: <c>Secret web/hook-tls could not be read</c>.</param>
    internal sealed record CannotTell(string Why) : Verdict;

    /// <summary>Something is wrong.</summary>
    /// <param name="Faults">At least one.</param>
    internal sealed record Fail(ValueList<Fault> Faults) : Verdict;
}
