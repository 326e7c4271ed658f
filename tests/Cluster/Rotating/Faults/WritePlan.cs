using System.Collections.Concurrent;

namespace KubectlWebhookCert.Tests.Cluster;

/// <summary>Numbers the writes, keeps their list, and says which faults each is to have.</summary>
internal sealed class WritePlan
{
    private readonly Lock guard = new();
    private readonly List<ProxiedWrite> writes = [];
    private readonly List<ChosenFault> faults = [];
    private readonly ConcurrentQueue<Exception> failures = new();

    public IReadOnlyList<ProxiedWrite> Writes
    {
        get
        {
            lock (guard)
            {
                return [.. writes];
            }
        }
    }

    /// <summary>What calls of the test threw.</summary>
    public IReadOnlyCollection<Exception> Failures => failures;

    /// <param name="isChosen">Asked for every write.</param>
    /// <param name="times">After so many writes the fault is over.</param>
    /// <param name="fault">What to do to them.</param>
    public void Add(Func<ProxiedWrite, bool> isChosen, int times, WriteFault fault)
    {
        lock (guard)
        {
            faults.Add(new ChosenFault(isChosen, fault) { Left = times });
        }
    }

    /// <summary>The write with its number, and its faults in the order in which they were asked for.</summary>
    public (ProxiedWrite Write, IReadOnlyList<WriteFault> Faults) Begin(ProxiedRequest request)
    {
        lock (guard)
        {
            var write = new ProxiedWrite(writes.Count + 1, request.Method, request.Path, request.Query, request.IsDryRun);
            writes.Add(write);
            var chosen = faults.Where(fault => fault.Left > 0 && fault.IsChosen(write)).ToList();
            chosen.ForEach(fault => fault.Left--);
            return (write, [.. chosen.Select(fault => fault.Fault)]);
        }
    }

    /// <summary>Calls the test; what that throws is kept and does not disturb the write.</summary>
    public async Task CallAsync(Func<ProxiedWrite, CancellationToken, Task> call, ProxiedWrite write, CancellationToken cancellationToken)
    {
        var called = Task.Run(() => call(write, cancellationToken), cancellationToken);
        await called.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (called.Exception is { } failure)
        {
            failures.Enqueue(failure.InnerException ?? failure);
        }
    }

    private sealed record ChosenFault(Func<ProxiedWrite, bool> IsChosen, WriteFault Fault)
    {
        public int Left { get; set; }
    }
}
