using KubectlWebhookCert.Core.Model;
using KubectlWebhookCert.Core.Planning;
using KubectlWebhookCert.X509;

namespace KubectlWebhookCert.Cluster.Execution;

/// <summary>From a plan to what is kept of it, and back: planning is a pure function, so that the same inputs give the same steps.</summary>
internal static class JournalCodec
{
    public static JournalDocument Write(RotationPlan plan, RotationOptions options, string backup, DateTimeOffset started) => new(
        JournalDocument.Version,
        started,
        new JournalDocument.Wishes(options.KeepOldAuthority, options.Settle.TotalSeconds, options.Restart.ToString(), options.AllowGap),
        ScopeCodec.Write(plan.Scope),
        plan.Goal is { } goal
            ? new JournalDocument.End(
                [.. goal.Secret.Entries.Select(entry => new JournalDocument.Entry(entry.Key, entry.Value.ToArray()))],
                [.. goal.Secret.Chain.Select(certificate => certificate.Raw.ToArray())],
                [.. goal.Bundles.Select(bundle => bundle.Bundle.Bytes.ToArray())])
            {
                Handover = goal.Handover is { } handover
                    ? new JournalDocument.Given(ScopeCodec.Write(handover.Issuer), handover.Certificate.Json, [.. handover.Made.Select(made => made.Json)])
                    : null,
            }
            : null,
        backup,
        0);

    /// <summary>The plan that is being gone through: the way back, where that was decided.</summary>
    public static RotationPlan Read(JournalDocument document)
    {
        var plan = ReadForward(document);
        return document.Abort is { } abort ? PlanReversal.Of(plan, abort.Completed) : plan;
    }

    /// <summary>The plan that was begun.</summary>
    public static RotationPlan ReadForward(JournalDocument document)
    {
        var scope = ScopeCodec.Read(document.Scope);
        var options = new RotationOptions
        {
            KeepOldAuthority = document.Options.KeepOldAuthority,
            Settle = TimeSpan.FromSeconds(document.Options.SettleSeconds),
            Restart = Enum.Parse<RestartMode>(document.Options.Restart),
            AllowGap = document.Options.AllowGap,
        };
        return RotationPlanner.Rebuild(scope, options, document.Goal is { } goal ? Goal(goal, scope) : null);
    }

    private static RotationGoal Goal(JournalDocument.End goal, RotationScope scope) => new(
        new SecretVersion(
            [.. goal.Data.Select(entry => new SecretEntry(entry.Key, entry.Value))],
            [.. goal.Chain.Select(der => Certificate.Parse(der))]),
        [.. scope.Bundles.Zip(goal.Bundles, (placed, bytes) => placed with { Bundle = CaBundle.Read(bytes) })])
    {
        Handover = goal.Handover is { } given
            ? new Handover(ScopeCodec.Read(given.Issuer), new KubernetesObject(given.Certificate), [.. given.Made.Select(made => new KubernetesObject(made))])
            : null,
    };
}
