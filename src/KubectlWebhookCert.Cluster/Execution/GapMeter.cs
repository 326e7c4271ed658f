using KubectlWebhookCert.Cluster.Api;
using KubectlWebhookCert.Core.Errors;
using KubectlWebhookCert.Core.Planning;
using KubectlWebhookCert.Core.Served;
using KubectlWebhookCert.X509.Verification;

namespace KubectlWebhookCert.Cluster.Execution;

/// <summary>Watches, while a plan with a gap is gone through, for how long some endpoint serves what some bundle does not trust.</summary>
internal sealed class GapMeter : IAsyncDisposable
{
    private readonly BundleWriter bundles;
    private readonly RotationPlan plan;
    private readonly EndpointWatch watch;
    private readonly TimeProvider clock;
    private readonly CancellationTokenSource ended = new();
    private readonly Task watching;
    private DateTimeOffset? first;
    private DateTimeOffset? last;
    private bool isOpen;

    public GapMeter(ICluster cluster, RotationPlan plan, EndpointWatch watch, TimeProvider clock)
    {
        this.plan = plan;
        this.watch = watch;
        this.clock = clock;
        bundles = new BundleWriter(cluster, plan, new WriteOptions(true, null));
        watching = WatchAsync();
    }

    /// <summary>From the first look at which a call would have been refused to the first at which none would any more; zero: there was none.</summary>
    public async Task<TimeSpan> StopAsync()
    {
        await ended.CancelAsync();
        await watching;
        return first is { } from && last is { } to ? to - from : TimeSpan.Zero;
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        ended.Dispose();
    }

    private async Task WatchAsync()
    {
        try
        {
            while (!ended.IsCancellationRequested)
            {
                await LookAsync();
                await Task.Delay(Retry.Pause, clock, ended.Token);
            }
        }
        catch (OperationCanceledException)
        {
            // the rotation is over
        }
    }

    private async Task LookAsync()
    {
        try
        {
            List<PlacedBundle> held = [];
            foreach (var place in plan.Scope.Bundles.Select(bundle => bundle.Place))
            {
                if (await bundles.ReadAsync(place, ended.Token) is { } bundle)
                {
                    held.Add(new PlacedBundle(place, bundle));
                }
            }

            var asked = await watch.AskAsync(ended.Token);
            var now = clock.GetUtcNow();
            if (asked.SelectMany(behind => behind.Endpoints).Any(endpoint => held.Exists(bundle => IsRefused(endpoint, bundle, now))))
            {
                first ??= now;
                last = now;
                isOpen = true;
            }
            else if (isOpen)
            {
                last = now;
                isOpen = false;
            }
        }
        catch (WebhookCertException)
        {
            // a look that failed says nothing
        }
    }

    private static bool IsRefused(AskedEndpoint asked, PlacedBundle held, DateTimeOffset now) =>
        asked.Endpoint is { Ready: true, Terminating: false }
        && asked.Answer is ProbeAnswer.Presented presented
        && Verifier.Verify(new VerificationRequest(held.Bundle.Bytes, [.. presented.Raw.Select(certificate => certificate.Der)], held.Place.ServerName, now, ApiServerVersion.Newest))
            is VerificationResult.Refused;
}
