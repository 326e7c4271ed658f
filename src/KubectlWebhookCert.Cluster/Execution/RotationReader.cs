using KubectlWebhookCert.Cluster.Api;
using KubectlWebhookCert.Cluster.Gathering;
using KubectlWebhookCert.Cluster.Probing;
using KubectlWebhookCert.Core;
using KubectlWebhookCert.Core.Model;
using KubectlWebhookCert.Core.Planning;
using KubectlWebhookCert.Core.Targets;
using KubectlWebhookCert.Core.Validation;
using KubectlWebhookCert.X509.Verification;

namespace KubectlWebhookCert.Cluster.Execution;

/// <summary>Reads what a rotation is planned from.</summary>
/// <param name="cluster">The cluster.</param>
/// <param name="prober">Asks endpoints.</param>
/// <param name="target">What the user points at.</param>
/// <param name="options">What narrows it.</param>
/// <param name="clock">The only source of time.</param>
public sealed class RotationReader(ICluster cluster, EndpointProber prober, Target target, DiscoveryOptions options, TimeProvider clock)
{
    // one of these and some endpoint never serves the Secret, or somebody else's webhook is meant
    private static readonly ValueList<string> Preventing = ["selector-too-broad"];

    /// <summary>The webhooks that the user points at.</summary>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <exception cref="TargetException">There are none.</exception>
    public async Task<Inventory> SelectAsync(CancellationToken cancellationToken) =>
        InventoryBuilder.Build(await SnapshotReader.ReadAsync(cluster, target, options, cancellationToken), target, options);

    /// <summary>Everything that moves with them, judged.</summary>
    /// <param name="selected">From <see cref="SelectAsync"/>.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <exception cref="RotationRefusedException">Nothing can be planned from it.</exception>
    public async Task<RotationPreparation> ReadAsync(Inventory selected, CancellationToken cancellationToken)
    {
        var secret = RotationScopeBuilder.SecretOf(selected);
        var isNamed = options.Secret is not null;
        var judge = Judge(isNamed ? target : new Target.ThroughSecret(secret.Namespace!, secret.Name));
        var read = await judge.ReadAsync(cluster, cancellationToken);
        var found = judge.Judge(read, new ValidationOptions(clock.GetUtcNow(), read.Server));
        if (found.All.FirstOrDefault(finding => Preventing.Contains(finding.Rule.Code)) is { } preventing)
        {
            throw new RotationRefusedException($"cannot rotate {secret}: {preventing.Fault.Message} ({preventing.Rule.Code})", preventing.Fault.Fix);
        }

        var scope = RotationScopeBuilder.Build(selected, read.Inventory, read.Reading.Snapshot, read.Served, isNamed);
        if (scope.Owner.Code == "cert-manager")
        {
            var version = await InjectorVersion.ReadAsync(cluster, cancellationToken);
            scope = scope with { InjectorVersion = version?.ToString(2), InjectorMerges = version >= InjectorVersion.FirstThatMerges };
        }

        return new RotationPreparation(scope, read.Inventory, read.Reading.Snapshot, found, read.Server);
    }

    /// <summary>What every rule says by now of what a rotation was about; null where it cannot be read.</summary>
    /// <param name="secret">The serving Secret.</param>
    /// <param name="server">Whose verdict counts.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    public async Task<ValidationResult?> JudgeAsync(ObjectRef secret, ApiServerVersion? server, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(secret);
        try
        {
            var judge = Judge(options.Secret is not null ? target : new Target.ThroughSecret(secret.Namespace!, secret.Name));
            var read = await judge.ReadAsync(cluster, cancellationToken);
            return judge.Judge(read, new ValidationOptions(clock.GetUtcNow(), server ?? read.Server));
        }
        catch (Core.Errors.WebhookCertException)
        {
            return null;
        }
    }

    private WebhookJudge Judge(Target of) =>
        new(of, options, prober, (_, _, _) => throw new InvalidOperationException("a kubeconfig is no webhook"));
}
