using KubectlWebhookCert.Cluster.Api;
using KubectlWebhookCert.Cluster.Probing;
using KubectlWebhookCert.Core.Errors;
using KubectlWebhookCert.Core.Model;
using KubectlWebhookCert.Core.Planning;
using KubectlWebhookCert.X509.Verification;

namespace KubectlWebhookCert.Cluster.Execution;

/// <summary>Goes through a plan, step by step, and notes in the cluster how far it has come.</summary>
/// <param name="cluster">The cluster.</param>
/// <param name="prober">Asks endpoints.</param>
/// <param name="settings">How long, and who is told.</param>
public sealed class RotationExecutor(ICluster cluster, EndpointProber prober, ExecutionSettings settings)
{
    private readonly WriteOptions writing = new(false, settings.FieldManager);
    private readonly Retry retry = new(settings);

    /// <summary>The rotation that was begun of what is behind some Services, and not ended; null where there is none.</summary>
    /// <param name="services">The Services.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    public async Task<RotationUnderWay?> FindAsync(IReadOnlyCollection<ObjectRef> services, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(services);
        foreach (var place in services.Select(service => service.Namespace).Distinct())
        {
            await foreach (var kept in cluster.ListAsync(ResourceTypes.Secret, place, $"{KeptSecret.KindLabel}={KeptSecret.Journal}", cancellationToken))
            {
                var document = RotationJournal.Read(kept);
                var plan = JournalCodec.Read(document);
                if (plan.Scope.Services.Any(services.Contains))
                {
                    return new RotationUnderWay(plan, document.Started, document.Completed, document.Abort is not null);
                }
            }
        }

        return null;
    }

    /// <summary>Sends every write of a plan and waits for nothing: as a dry run of the API server, or into files for their end state.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="options">What it was made with.</param>
    /// <param name="started">When, UTC.</param>
    /// <param name="isDryRun">Whether nothing is to be kept.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <exception cref="WebhookCertException">A write would be refused.</exception>
    public async Task RehearseAsync(RotationPlan plan, RotationOptions options, DateTimeOffset started, bool isDryRun, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(options);
        var rehearsing = writing with { DryRun = isDryRun };
        if (isDryRun)
        {
            var secret = plan.Scope.Secret.Ref;
            var backup = await new RotationBackups(cluster, rehearsing).WriteAsync(plan.Scope, started, cancellationToken);
            await new RotationJournal(cluster, secret, rehearsing)
                .CreateAsync(JournalCodec.Write(plan, options, $"{backup.Namespace}/{backup.Name}", started), cancellationToken);
        }

        var watch = new EndpointWatch(cluster, plan.Scope.Calls, prober);
        var runner = new StepRunner(cluster, plan, watch, settings, rehearsing, started);
        foreach (var step in plan.Steps.Where(step => step.Writes))
        {
            await settings.Progress.TellAsync(isDryRun ? $"{step.Title} (server dry run)" : step.Title);
            await runner.RehearseAsync(step, cancellationToken);
        }
    }

    /// <summary>Begins a rotation and goes through with it.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="options">What it was made with.</param>
    /// <param name="started">When, UTC.</param>
    /// <param name="cancellationToken">Stops between steps; the same command goes on later.</param>
    /// <exception cref="WebhookCertException">It cannot go on; what is there is safe.</exception>
    public async Task<RotationOutcome> RunAsync(RotationPlan plan, RotationOptions options, DateTimeOffset started, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(options);
        var secret = plan.Scope.Secret.Ref;
        await using var held = await HeldLease.TakeAsync(cluster, secret, settings, cancellationToken);
        await retry.DoAsync("read what is there", () => MustBeCurrentAsync(plan, cancellationToken), cancellationToken);
        var backups = new RotationBackups(cluster, writing);
        var backup = await retry.GetAsync("write the backup", () => backups.WriteAsync(plan.Scope, started, CancellationToken.None), cancellationToken);
        await settings.Progress.TellAsync($"backup: Secret {backup.Namespace}/{backup.Name}");
        var document = JournalCodec.Write(plan, options, $"{backup.Namespace}/{backup.Name}", started);
        var journal = new RotationJournal(cluster, secret, writing);
        await retry.DoAsync("write the journal", () => journal.CreateAsync(document, CancellationToken.None), cancellationToken);
        return await ContinueAsync(journal, document, held, cancellationToken);
    }

    /// <summary>Goes on with a rotation that was begun, or with its way back.</summary>
    /// <param name="secret">The serving Secret.</param>
    /// <param name="cancellationToken">Stops between steps.</param>
    /// <returns>Null where another run has ended it meanwhile.</returns>
    /// <exception cref="WebhookCertException">As above.</exception>
    public async Task<RotationOutcome?> ResumeAsync(ObjectRef secret, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(secret);
        await using var held = await HeldLease.TakeAsync(cluster, secret, settings, cancellationToken);
        var journal = new RotationJournal(cluster, secret, writing);
        return await retry.GetAsync("read the journal", () => journal.ReadAsync(cancellationToken), cancellationToken) is { } document
            ? await ContinueAsync(journal, document, held, cancellationToken)
            : null;
    }

    /// <summary>Takes a rotation back that was begun. What somebody else has written meanwhile is left as it is.</summary>
    /// <param name="secret">The serving Secret.</param>
    /// <param name="server">Whose verdict counts.</param>
    /// <param name="cancellationToken">Stops between steps.</param>
    /// <returns>Null where another run has ended it meanwhile.</returns>
    /// <exception cref="RotationRefusedException">Going back is not safe.</exception>
    /// <exception cref="WebhookCertException">As above.</exception>
    public async Task<RotationOutcome?> AbortAsync(ObjectRef secret, ApiServerVersion server, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(secret);
        await using var held = await HeldLease.TakeAsync(cluster, secret, settings, cancellationToken);
        var journal = new RotationJournal(cluster, secret, writing);
        if (await retry.GetAsync("read the journal", () => journal.ReadAsync(cancellationToken), cancellationToken) is not { } document)
        {
            return null;
        }

        var plan = JournalCodec.ReadForward(document);
        if (plan.Goal?.Handover is not null)
        {
            return await AbortHandoverAsync(journal, document, plan, cancellationToken);
        }

        var retreat = new Retreat(cluster, plan, prober, settings);
        if (await retreat.TryAsync(cancellationToken) is { } left)
        {
            await retry.DoAsync("remove the journal", () => journal.DeleteAsync(CancellationToken.None), cancellationToken);
            return new RotationOutcome(plan, document.Backup, left.Stored, [], null);
        }

        if (document.Abort is null)
        {
            MustBeSafe(plan, document.Completed, server);
            document = document with { Abort = new JournalDocument.Return(settings.Clock.GetUtcNow(), document.Completed), Completed = 0 };
            await retry.DoAsync("note that it is taken back", () => journal.AdvanceAsync(document, CancellationToken.None), cancellationToken);
        }

        return await ContinueAsync(journal, document, held, cancellationToken);
    }

    private async Task<RotationOutcome> AbortHandoverAsync(
        RotationJournal journal, JournalDocument document, RotationPlan plan, CancellationToken cancellationToken)
    {
        if (document.Abort is null)
        {
            document = document with { Abort = new JournalDocument.Return(settings.Clock.GetUtcNow(), document.Completed), Completed = 0 };
            await retry.DoAsync("note that it is taken back", () => journal.AdvanceAsync(document, CancellationToken.None), cancellationToken);
        }

        var retreat = new HandoverRetreat(cluster, plan, document.Abort.Completed, document.Abort.Started, prober, settings);
        var stored = await retreat.GoAsync(cancellationToken);
        await retry.DoAsync("remove the journal", () => journal.DeleteAsync(CancellationToken.None), cancellationToken);
        return new RotationOutcome(plan, document.Backup, stored, [], null);
    }

    private async Task<RotationOutcome> ContinueAsync(RotationJournal journal, JournalDocument document, HeldLease held, CancellationToken cancellationToken)
    {
        var plan = JournalCodec.Read(document);
        var watch = new EndpointWatch(cluster, plan.Scope.Calls, prober);
        var runner = new StepRunner(cluster, plan, watch, settings, writing, document.Abort?.Started ?? document.Started);
        await using var meter = plan.Gap is null ? null : new GapMeter(cluster, plan, watch, settings.Clock);
        for (var index = document.Completed; index < plan.Steps.Count; index++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            held.MustStand();
            await settings.Progress.TellAsync(plan.Steps[index].Title);
            await runner.DoAsync(plan.Steps[index], cancellationToken);
            document = document with { Completed = index + 1 };
            await retry.DoAsync("note the progress", () => journal.AdvanceAsync(document, CancellationToken.None), cancellationToken);
        }

        var stored = await new SecretWriter(cluster, plan, writing).ReadAsync(cancellationToken);
        TimeSpan? gap = meter is null ? null : await meter.StopAsync();
        await retry.DoAsync("remove the journal", () => journal.DeleteAsync(CancellationToken.None), cancellationToken);
        return new RotationOutcome(plan, document.Backup, stored is null ? null : SecretVersionReader.Read(stored), runner.Restarted, gap);
    }

    // between reading and taking the lease another rotation may have ended
    private async Task MustBeCurrentAsync(RotationPlan plan, CancellationToken cancellationToken)
    {
        var found = await new SecretWriter(cluster, plan, writing).ReadAsync(cancellationToken);
        if (found?.Uid != plan.Scope.Secret.Uid || !SecretVersionReader.Read(found!).Entries.Equals(plan.Scope.Original.Entries))
        {
            throw new ChangedMeanwhileException(plan.Scope.Secret.Ref.ToString());
        }

        var writer = new BundleWriter(cluster, plan, writing);
        if ((await writer.MissingAsync([.. plan.Scope.Bundles, .. plan.Scope.Sharing], cancellationToken)) is [var changed, ..])
        {
            throw new ChangedMeanwhileException($"the CA bundle of {changed}");
        }
    }

    private void MustBeSafe(RotationPlan plan, int completed, ApiServerVersion server)
    {
        var back = PlanReversal.Of(plan, completed);
        var invariant = new PlanInvariant(settings.Clock.GetUtcNow(), server);
        if (plan.Gap is null && invariant.Violations(plan.Scope.Start, PlanReversal.StateWithin(plan, completed), back.Steps) is [var first, ..])
        {
            throw new RotationRefusedException(
                $"cannot take the rotation of {plan.Scope.Secret.Ref} back safely: {first}", "go on with it instead: the same command without --abort");
        }
    }
}

/// <summary>A rotation that was begun.</summary>
/// <param name="Plan">What it goes through: the way back, where that was decided.</param>
/// <param name="Started">When it was begun, UTC.</param>
/// <param name="Completed">How many steps are done.</param>
/// <param name="IsAborted">Whether it is being taken back.</param>
public sealed record RotationUnderWay(RotationPlan Plan, DateTimeOffset Started, int Completed, bool IsAborted);
