using System.Globalization;

namespace KubectlWebhookCert.Cluster.Snapshots;

/// <summary>How a label is judged.</summary>
internal enum LabelOperator
{
    Present,
    Absent,
    In,
    NotIn,
    Above,
    Below,
}

/// <summary>One part of a label selector.</summary>
/// <param name="Key">The label.</param>
/// <param name="Operator">How its value is judged.</param>
/// <param name="Values">Against what.</param>
internal sealed record LabelRequirement(string Key, LabelOperator Operator, HashSet<string> Values)
{
    /// <summary>Whether a value fits; an object without the label is not in any set, and so outside of every one.</summary>
    /// <param name="value">The label's value, or null where the object does not have it.</param>
    public bool Holds(string? value) => Operator switch
    {
        LabelOperator.Present => value is not null,
        LabelOperator.Absent => value is null,
        LabelOperator.In => value is not null && Values.Contains(value),
        LabelOperator.NotIn => value is null || !Values.Contains(value),
        LabelOperator.Above => Compare(value) > 0,
        _ => Compare(value) < 0,
    };

    private int Compare(string? value) =>
        long.TryParse(value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            ? number.CompareTo(long.Parse(Values.First(), CultureInfo.InvariantCulture))
            : 0;
}
