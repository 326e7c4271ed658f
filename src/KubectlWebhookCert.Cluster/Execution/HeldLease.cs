using System.Globalization;
using KubectlWebhookCert.Cluster.Api;
using KubectlWebhookCert.Core.Errors;
using KubectlWebhookCert.Core.Model;

namespace KubectlWebhookCert.Cluster.Execution;

/// <summary>A lease that is ours and renewed until it is disposed.</summary>
internal sealed class HeldLease : IAsyncDisposable
{
    private readonly RotationLease lease;
    private readonly ObjectRef secret;
    private readonly CancellationTokenSource ended = new();
    private readonly Task renewing;
    private volatile string? taken;

    private HeldLease(RotationLease lease, ObjectRef secret, TimeProvider clock)
    {
        this.lease = lease;
        this.secret = secret;
        renewing = RenewAsync(clock);
    }

    /// <summary>Takes it; where a killed run left it, as soon as it has ended.</summary>
    /// <exception cref="UsageException">Another rotation is under way.</exception>
    public static async Task<HeldLease> TakeAsync(ICluster cluster, ObjectRef secret, ExecutionSettings settings, CancellationToken cancellationToken)
    {
        var holder = string.Create(CultureInfo.InvariantCulture, $"{Environment.UserName}@{Environment.MachineName}:{Guid.NewGuid():N}");
        var lease = new RotationLease(cluster, secret, holder, settings.Clock);
        var retry = new Retry(settings);
        var until = settings.Clock.GetUtcNow() + (4 * RotationLease.Interval);
        string? told = null;
        while (await retry.GetAsync("take the lease", () => lease.TakeAsync(cancellationToken), cancellationToken) is { } other)
        {
            if (settings.Clock.GetUtcNow() >= until)
            {
                throw new UsageException($"another rotation of {secret} is under way, by {other}", "wait until it is done");
            }

            if (other != told)
            {
                await settings.Progress.TellAsync($"waiting for the lease of {other} to end");
                told = other;
            }

            await Task.Delay(4 * Retry.Pause, settings.Clock, cancellationToken);
        }

        return new HeldLease(lease, secret, settings.Clock);
    }

    /// <summary>Throws where somebody else has taken it.</summary>
    /// <exception cref="UsageException">It is lost.</exception>
    public void MustStand()
    {
        if (taken is { } other)
        {
            throw new UsageException($"{other} has taken over the rotation of {secret}", "leave it to them");
        }
    }

    public async ValueTask DisposeAsync()
    {
        await ended.CancelAsync();
        await renewing;
        ended.Dispose();
        if (taken is null)
        {
            await lease.ReleaseAsync();
        }
    }

    private async Task RenewAsync(TimeProvider clock)
    {
        try
        {
            while (taken is null)
            {
                await Task.Delay(RotationLease.Interval, clock, ended.Token);
                taken = await TryAsync();
            }
        }
        catch (OperationCanceledException)
        {
            // the rotation is over
        }
    }

    // a server that does not answer now may answer in time
    private async Task<string?> TryAsync()
    {
        try
        {
            return await lease.TakeAsync(ended.Token);
        }
        catch (WebhookCertException)
        {
            return null;
        }
    }
}
