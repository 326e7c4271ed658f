using System.Globalization;

namespace KubectlWebhookCert.Tests.Cluster;

/// <summary>What became of the admission requests of one kind.</summary>
/// <param name="Sent">How many were answered, or failed without an answer: each that was sent.</param>
/// <param name="Reached">How many the webhook has answered, by its own word in each answer.</param>
/// <param name="OnNewConnection">How many of those were the first on their connection.</param>
/// <param name="Failed">How many were refused, failed without an answer, or were admitted past the webhook.</param>
/// <param name="Error">What the first of those said; empty: none.</param>
/// <param name="FirstFailure">When the first of those was sent.</param>
/// <param name="LastFailure">When the last of those was sent.</param>
/// <param name="Elapsed">From start to stop.</param>
internal sealed record LoadTally(
    int Sent,
    int Reached,
    int OnNewConnection,
    int Failed,
    string Error,
    DateTimeOffset? FirstFailure,
    DateTimeOffset? LastFailure,
    TimeSpan Elapsed)
{
    public static LoadTally None { get; } = new(0, 0, 0, 0, "", null, null, TimeSpan.Zero);

    public double PerSecond => Sent / Elapsed.TotalSeconds;

    /// <summary>From the first failed request to the last.</summary>
    public TimeSpan Gap => FirstFailure is { } first && LastFailure is { } last ? last - first : TimeSpan.Zero;

    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"{Failed} of {Sent} failed ({PerSecond:0.0} per second, {Reached} reached the webhook, {OnNewConnection} on a new connection), " +
        $"gap {Gap.TotalMilliseconds:0} ms{(Failed > 0 ? ": " + Error : "")}");
}
