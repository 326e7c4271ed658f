using KubectlWebhookCert.Core;
using KubectlWebhookCert.Core.Adopting;
using KubectlWebhookCert.Core.Errors;
using KubectlWebhookCert.Core.Targets;

namespace KubectlWebhookCert.Commands.Commands;

/// <summary><c>restore BACKUP</c> for what <c>adopt --ca-from</c> has kept.</summary>
/// <param name="session">Finds, asks, writes.</param>
/// <param name="clock">The time.</param>
internal sealed class RestoreTrust(TrustSession session, TimeProvider clock)
{
    /// <summary>Puts everything back that a backup holds.</summary>
    /// <param name="backup">The backup.</param>
    /// <param name="force">Go on where a place was changed since, or something would be refused that is trusted now.</param>
    /// <param name="cancellationToken">Stops between and within requests.</param>
    /// <exception cref="AdoptionRefusedException">A place is gone, or was changed since.</exception>
    public async Task<ExitCode> DoAsync(TrustBackup backup, bool force, CancellationToken cancellationToken)
    {
        List<TrustChange> plan = [];
        foreach (var target in backup.Places.Select(kept => TargetOf(kept.Place)).Distinct())
        {
            var found = await session.FindAsync(target, cancellationToken);
            plan.AddRange(backup.Places.Where(kept => TargetOf(kept.Place) == target).Select(kept => Change(kept, found, force)));
        }

        return await session.ApplyAsync([.. plan], "restored", cancellationToken);
    }

    private TrustChange Change(KeptTrust kept, ValueList<PlacedTrust> found, bool force)
    {
        var held = found.FirstOrDefault(held => held.Place == kept.Place)
            ?? throw new AdoptionRefusedException($"{kept.Place} is gone", null);
        return force || held.Store.Bundle.Equals(kept.After) || held.Store.Bundle.Equals(kept.Before)
            ? TrustPlanner.PlanRestore(held.Place, held.Store, kept.Before, force, clock.GetUtcNow())
            : throw new AdoptionRefusedException($"{kept.Place} was changed since by somebody else", "see what it holds now, or put the backup back over it with --force");
    }

    private static Target TargetOf(HolderPlace place) => place switch
    {
        HolderPlace.ConfigMap configMap => new Target.ConfigMap(configMap.Namespace, configMap.Name, configMap.Key),
        HolderPlace.Bundle bundle => new Target.OfType(bundle.Place.Type, bundle.Place.Configuration),
        _ => throw new InvalidOperationException("a file is kept beside itself"),
    };
}
