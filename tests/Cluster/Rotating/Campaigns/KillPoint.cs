namespace KubectlWebhookCert.Tests.Cluster;

/// <summary>Where a run is killed, and how it ends.</summary>
/// <param name="Step">Which of the rotation's writes, from 1; renewals of its lease are none, since they come by the clock.</param>
/// <param name="IsApplied">Whether the API server has done that write, and the killed run does not know; else it never learns of it.</param>
/// <param name="IsAborted">Taken back; else gone on with.</param>
/// <param name="LeaseIsWaitedOut">Whether the next run waits for the end of the killed one's lease; else the test takes that away.</param>
internal sealed record KillPoint(int Step, bool IsApplied, bool IsAborted, bool LeaseIsWaitedOut)
{
    // The wait is about 15 s of doing nothing, and always the same one: some points prove it, the others are quick.
    private const int PointsForOneWait = 8;

    /// <summary>Every point of a rotation of so many writes.</summary>
    public static IReadOnlyList<KillPoint> All(int steps) => Numbered(
        from step in Enumerable.Range(1, steps)
        from isApplied in (bool[])[false, true]
        from isAborted in (bool[])[false, true]
        select (step, isApplied, isAborted));

    /// <summary>Every write, before and after, with one of the two ends; each write meets both.</summary>
    public static IReadOnlyList<KillPoint> Half(int steps) => Numbered(
        from step in Enumerable.Range(1, steps)
        from isApplied in (bool[])[false, true]
        select (step, isApplied, step % 2 == 0 == isApplied));

    /// <summary>Every point of a way back of so many writes.</summary>
    public static IReadOnlyList<KillPoint> Back(int steps) => Numbered(
        from step in Enumerable.Range(1, steps)
        from isApplied in (bool[])[false, true]
        select (step, isApplied, true));

    /// <summary>Whether a write is one that a point can be at.</summary>
    public static bool IsStep(ProxiedWrite write) =>
        !write.IsDryRun && !(write.Method == "PUT" && write.Path.Contains("/leases/", StringComparison.Ordinal));

    public override string ToString() =>
        $"killed {(IsApplied ? "after" : "before")} write {Step}, {(IsAborted ? "aborted" : "resumed")}"
        + (LeaseIsWaitedOut ? ", lease waited out" : "");

    private static IReadOnlyList<KillPoint> Numbered(IEnumerable<(int Step, bool IsApplied, bool IsAborted)> points) =>
        [.. points.Select((point, index) =>
            new KillPoint(point.Step, point.IsApplied, point.IsAborted, index % PointsForOneWait == PointsForOneWait / 2))];
}
