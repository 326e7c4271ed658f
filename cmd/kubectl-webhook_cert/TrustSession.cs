using System.Text.Json;
using KubectlWebhookCert.Cluster.Adopting;
using KubectlWebhookCert.Cluster.Execution;
using KubectlWebhookCert.Cluster.Gathering;
using KubectlWebhookCert.Cluster.Probing;
using KubectlWebhookCert.Core;
using KubectlWebhookCert.Core.Adopting;
using KubectlWebhookCert.Core.Errors;
using KubectlWebhookCert.Core.Model;
using KubectlWebhookCert.Core.Reporting;
using KubectlWebhookCert.Core.Served;
using KubectlWebhookCert.Core.Targets;
using KubectlWebhookCert.Core.Trust;
using KubectlWebhookCert.Core.Yaml;

namespace KubectlWebhookCert.Commands;

/// <summary>What <c>adopt --ca-from</c> and <c>restore</c> have in common: to find holders of trust, to ask, to write, to report.</summary>
/// <param name="call">What was typed.</param>
/// <param name="environment">The outside world.</param>
/// <param name="source">The cluster.</param>
/// <param name="prober">Asks endpoints.</param>
/// <param name="kubeconfigs">Reads kubeconfigs, and asks their servers.</param>
/// <param name="settings">How it is written.</param>
internal sealed class TrustSession(
    TrustCall call, AppEnvironment environment, OpenSource source, EndpointProber prober, KubeconfigTrust kubeconfigs, ExecutionSettings settings)
{
    /// <summary>The holders that a target means, each with its source where one was typed.</summary>
    /// <param name="target">Who holds trust.</param>
    /// <param name="cancellationToken">Stops between and within requests.</param>
    public async Task<ValueList<PlacedTrust>> FindAsync(Target target, CancellationToken cancellationToken)
    {
        if (target is Target.Kubeconfig kubeconfig)
        {
            return [await FindAsync(kubeconfig, cancellationToken)];
        }

        var options = DiscoveryOptions.None with
        {
            CaFrom = call.Source,
            CaGiven = await new CaSourceReader(source.Cluster, prober).ReadAsync(call.Source, cancellationToken),
        };
        var snapshot = await SnapshotReader.ReadAsync(source.Cluster, target, options, cancellationToken);
        if (target is Target.ConfigMap configMap)
        {
            return Kept(snapshot, HeldTrust.Of(snapshot, configMap, options));
        }

        var inventory = InventoryBuilder.Build(snapshot, target, options);
        var served = await prober.ProbeAsync(ProbePlan.Of(inventory), cancellationToken);
        var told = call.Source is null ? null : options.CaGiven ?? await ReadAsync(cancellationToken);
        return Kept(snapshot, HeldTrust.Of(inventory, served, told));
    }

    /// <summary>Asks, writes and reports.</summary>
    /// <param name="plan">What is to become of each holder.</param>
    /// <param name="done">What was done then: <c>adopted</c>.</param>
    /// <param name="cancellationToken">Stops between and within requests.</param>
    public async Task<ExitCode> ApplyAsync(ValueList<TrustChange> plan, string done, CancellationToken cancellationToken)
    {
        ValueList<TrustChange> changes = [.. plan.Where(change => !change.IsNone)];
        if (changes.Count == 0 || call.DryRun == DryRun.Client)
        {
            await PrintAsync(new AdoptionReport(changes.Count == 0 ? "unchanged" : $"{done} (dry run)", plan, []), cancellationToken);
            return ExitCode.Done;
        }

        var adopter = new TrustAdopter(source.Cluster, settings);
        await adopter.RequireAccessAsync(changes, cancellationToken);
        if (call.DryRun == DryRun.Server)
        {
            await adopter.WriteAsync(changes, isDryRun: true, environment.Clock.GetUtcNow(), cancellationToken);
            await PrintAsync(new AdoptionReport($"{done} (server dry run)", plan, []), cancellationToken);
            return ExitCode.Done;
        }

        var shown = new AdoptionReport($"to be {done}", plan, []).ToText(environment.Clock.GetUtcNow());
        await Confirmation.RequireAsync(environment, shown, call.IsConfirmed, cancellationToken);
        var written = await adopter.WriteAsync(changes, isDryRun: false, environment.Clock.GetUtcNow(), cancellationToken);
        await PrintAsync(new AdoptionReport(done, plan, [.. written.Select(one => new KeptOriginal(one.Changes[0].Place, one.Backup!, one.Undo!))]), cancellationToken);
        return ExitCode.Done;
    }

    // what the API server of this kubeconfig presents is that of the kubeconfig in question
    private async Task<PlacedTrust> FindAsync(Target.Kubeconfig target, CancellationToken cancellationToken)
    {
        var found = await kubeconfigs.FindAsync(target, cancellationToken);
        var told = call.Source switch
        {
            null => null,
            CaSource.ApiServer => found.Store.Servers is [var server, ..]
                ? server
                : throw new UsageException($"the server of {found.Place} presents nothing{(found.Store.ServerProblem is { } why ? $": {why}" : string.Empty)}", $"name another source: --ca-from {CaSource.Forms}"),
            var typed => await new CaSourceReader(source.Cluster, prober).ReadAsync(typed, cancellationToken) ?? await ReadAsync(cancellationToken),
        };
        return found with { Store = found.Store with { Source = told } };
    }

    // what lies in the cluster
    private async Task<TrustSource> ReadAsync(CancellationToken cancellationToken)
    {
        var options = DiscoveryOptions.None with { CaFrom = call.Source };
        return TrustStoreBuilder.Source(await SnapshotReader.ReadAsync(source.Cluster, new Target.Kubeconfig(null), options, cancellationToken), options);
    }

    private ValueList<PlacedTrust> Kept(ClusterSnapshot snapshot, ValueList<PlacedTrust> found)
    {
        if (!call.Options.Force)
        {
            TrustKeepers.Refuse(snapshot, found);
        }

        return found;
    }

    private async Task PrintAsync(AdoptionReport report, CancellationToken cancellationToken)
    {
        var text = call.Format switch
        {
            OutputFormat.Human => report.ToText(environment.Clock.GetUtcNow()),
            OutputFormat.Name => string.Concat(report.Plan.Select(change => $"{change.Place.Typed}\n").Distinct()),
            OutputFormat.Json => JsonText.Indented(report.ToDocument(), ReportJson.Default.AdoptionDocument),
            OutputFormat.Yaml => YamlWriter.Write(Document(report), YamlKeyOrder.AsGiven),
            OutputFormat.Path path => path.Template.Render(Document(report), allowMissingKeys: true),
            _ => throw new InvalidOperationException("an output format without a renderer"),
        };
        await environment.Out.WriteAsync(text.AsMemory(), cancellationToken);
    }

    private static JsonElement Document(AdoptionReport report) => JsonSerializer.SerializeToElement(report.ToDocument(), ReportJson.Default.AdoptionDocument);
}

/// <summary>What was typed.</summary>
/// <param name="Options">What is wanted.</param>
/// <param name="Source">Whose CAs; null where none are added.</param>
/// <param name="Format">How the outcome is printed.</param>
/// <param name="DryRun">What is written.</param>
/// <param name="IsConfirmed">Whether nobody need be asked.</param>
internal sealed record TrustCall(TrustOptions Options, CaSource? Source, OutputFormat Format, DryRun DryRun, bool IsConfirmed);
