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
using KubectlWebhookCert.Core.Secrets;
using KubectlWebhookCert.Core.Served;
using KubectlWebhookCert.Core.Targets;
using KubectlWebhookCert.Core.Yaml;
using KubectlWebhookCert.X509.Verification;

namespace KubectlWebhookCert.Commands.Commands;

/// <summary><c>adopt TARGET</c>: takes a serving Secret over, or gives it back. One run.</summary>
/// <param name="call">What was typed.</param>
/// <param name="environment">The outside world.</param>
/// <param name="source">The cluster.</param>
/// <param name="prober">Asks endpoints.</param>
/// <param name="settings">How it is written.</param>
internal sealed class AdoptSecret(SecretCall call, AppEnvironment environment, OpenSource source, EndpointProber prober, ExecutionSettings settings)
{
    private readonly SecretAdopter adopter = new(source.Cluster, settings);

    /// <summary>Plans, asks, writes and reports.</summary>
    /// <param name="target">Whose certificate.</param>
    /// <param name="cancellationToken">Stops between and within requests.</param>
    public async Task<ExitCode> TakeAsync(Target target, CancellationToken cancellationToken)
    {
        var options = call.Options with { IsAttended = environment.IsTerminal && !call.IsConfirmed };
        var now = environment.Clock.GetUtcNow();
        var version = await source.Cluster.GetVersionAsync(cancellationToken);
        var (scope, snapshot) = await ReadAsync(target, cancellationToken);
        // to look at a plan confirms nothing
        var seen = call.DryRun == DryRun.Client ? options with { IsAttended = true } : options;
        var adoption = SecretPlanner.Plan(
            scope, snapshot, seen, now, version is null ? ApiServerVersion.Newest : ApiServerVersion.Parse(version.GitVersion, version.GoVersion));
        if (adoption.IsNone || call.DryRun == DryRun.Client)
        {
            await PrintAsync(adoption, adoption.IsNone ? "unchanged" : "adopted (dry run)", [], cancellationToken);
            return ExitCode.Done;
        }

        await adopter.RequireAccessAsync(adoption, cancellationToken);
        var isDryRun = call.DryRun == DryRun.Server;
        if (!isDryRun)
        {
            await Confirmation.RequireAsync(environment, SecretAdoptionText.Format(adoption, "to be adopted", [], now), call.IsConfirmed, cancellationToken);
        }

        var healed = await adopter.WriteAsync(adoption, call.Settle, isDryRun, now, cancellationToken);
        await PrintAsync(
            adoption,
            isDryRun ? "adopted (server dry run)" : "adopted",
            isDryRun ? [] : [.. healed.Select(one => new KeptOriginal(one.Changes[0].Place, one.Backup!, one.Undo!))],
            cancellationToken);
        return ExitCode.Done;
    }

    /// <summary>Takes our marks off.</summary>
    /// <param name="target">Whose certificate.</param>
    /// <param name="cancellationToken">Stops between and within requests.</param>
    /// <exception cref="AdoptionRefusedException">It is not ours, or a rotation is under way.</exception>
    public async Task<ExitCode> GiveBackAsync(Target target, CancellationToken cancellationToken)
    {
        var (scope, _) = await ReadAsync(target, cancellationToken);
        var secret = scope.Secret.Resource ?? throw new AdoptionRefusedException($"{scope.Secret.Ref} does not exist", null);
        var marks = AdoptionMarks.Giving(secret);
        var services = scope.Bundles.Select(bundle => bundle.Place).OfType<HolderPlace.Bundle>()
            .Where(bundle => bundle.Namespace is not null)
            .Select(bundle => new ObjectRef(ResourceTypes.Service.Kind, bundle.Namespace, bundle.Place.ServerName.Split('.')[0]))
            .ToHashSet();
        if (await new RotationExecutor(source.Cluster, prober, settings).FindAsync(services, cancellationToken) is { } begun)
        {
            throw new AdoptionRefusedException(
                $"a rotation of {begun.Plan.Scope.Secret.Ref} is under way", "end it first: kubectl webhook-cert rotate with the same arguments, or with --abort");
        }

        if (call.DryRun == DryRun.None)
        {
            var plan = $"secret/{secret.Name} in namespace {secret.Namespace} is given back: its labels and annotations of this plugin are taken off\n";
            await Confirmation.RequireAsync(environment, plan, call.IsConfirmed, cancellationToken);
        }

        if (call.DryRun != DryRun.Client)
        {
            await adopter.GiveBackAsync(secret, marks, call.DryRun == DryRun.Server, cancellationToken);
        }

        await environment.Out.WriteLineAsync($"secret/{secret.Name} given back{call.DryRun switch { DryRun.Client => " (dry run)", DryRun.Server => " (server dry run)", _ => string.Empty }}");
        return ExitCode.Done;
    }

    private async Task<(SecretScope Scope, ClusterSnapshot Snapshot)> ReadAsync(Target target, CancellationToken cancellationToken)
    {
        var options = DiscoveryOptions.None with { Secret = call.Secret, ForRules = true };
        var first = await SnapshotReader.ReadAsync(source.Cluster, target, options, cancellationToken);
        var secret = SecretScope.SecretOf(InventoryBuilder.Build(first, target, options));
        var all = call.Secret is null ? new Target.ThroughSecret(secret.Ref.Namespace!, secret.Ref.Name) : target;
        var snapshot = await SnapshotReader.ReadAsync(source.Cluster, all, options, cancellationToken);
        var inventory = InventoryBuilder.Build(snapshot, all, options);
        var served = await prober.ProbeAsync(ProbePlan.Of(inventory), cancellationToken);
        return (SecretScope.Of(SecretScope.SecretOf(inventory), inventory, snapshot, served), snapshot);
    }

    private async Task PrintAsync(SecretAdoption adoption, string result, ValueList<KeptOriginal> originals, CancellationToken cancellationToken)
    {
        var document = SecretAdoptionDocument.Of(adoption, result, originals);
        JsonElement Element() => JsonSerializer.SerializeToElement(document, ReportJson.Default.SecretAdoptionDocument);
        var text = call.Format switch
        {
            OutputFormat.Human => SecretAdoptionText.Format(adoption, result, originals, environment.Clock.GetUtcNow()),
            OutputFormat.Name => $"secret/{adoption.Scope.Secret.Ref.Name}\n",
            OutputFormat.Json => JsonText.Indented(document, ReportJson.Default.SecretAdoptionDocument),
            OutputFormat.Yaml => YamlWriter.Write(Element(), YamlKeyOrder.AsGiven),
            OutputFormat.Path path => path.Template.Render(Element(), allowMissingKeys: true),
            _ => throw new InvalidOperationException("an output format without a renderer"),
        };
        await environment.Out.WriteAsync(text.AsMemory(), cancellationToken);
    }
}

/// <summary>What was typed.</summary>
/// <param name="Options">What is wanted.</param>
/// <param name="Secret">The Secret that was named, or null.</param>
/// <param name="Format">How the outcome is printed.</param>
/// <param name="DryRun">What is written.</param>
/// <param name="IsConfirmed">Whether nobody need be asked.</param>
/// <param name="Settle">How long API servers may take to see a bundle.</param>
internal sealed record SecretCall(SecretOptions Options, SecretChoice? Secret, OutputFormat Format, DryRun DryRun, bool IsConfirmed, TimeSpan Settle);
