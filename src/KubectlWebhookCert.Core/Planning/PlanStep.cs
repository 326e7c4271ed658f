using KubectlWebhookCert.Core.Model;
using KubectlWebhookCert.X509;

namespace KubectlWebhookCert.Core.Planning;

/// <summary>One step of a plan. Done twice it does no harm: each knows how the world looks once it is done. Closed: the cases below are all there are.</summary>
/// <param name="Title">What it does, for people, without a full stop.</param>
public abstract record PlanStep(string Title)
{
    /// <summary>What may be, or is, afterwards.</summary>
    public virtual ValueList<PlanEffect> Effects => [];

    /// <summary>Whether it writes to the cluster.</summary>
    public virtual bool Writes => false;

    /// <summary>Writes bundles of one configuration, all in one request.</summary>
    /// <param name="Title">What it does.</param>
    /// <param name="Bundles">What each place is to hold.</param>
    public sealed record WriteBundles(string Title, ValueList<PlacedBundle> Bundles) : PlanStep(Title)
    {
        /// <inheritdoc/>
        public override ValueList<PlanEffect> Effects => MayHold(Bundles);

        /// <inheritdoc/>
        public override bool Writes => true;
    }

    /// <summary>Waits until every bundle is as wanted and has been for a while, so that every API server can have seen it.</summary>
    /// <param name="Title">What it does.</param>
    /// <param name="Bundles">What each place is to hold.</param>
    /// <param name="Settle">How long it must have been so.</param>
    public sealed record AwaitBundles(string Title, ValueList<PlacedBundle> Bundles, TimeSpan Settle) : PlanStep(Title)
    {
        /// <inheritdoc/>
        public override ValueList<PlanEffect> Effects =>
            [.. Bundles.Select(bundle => (PlanEffect)new PlanEffect.Holds(bundle.Place, bundle.Bundle))];
    }

    /// <summary>Writes the Secret, all its values in one request under its resourceVersion.</summary>
    /// <param name="Title">What it does.</param>
    /// <param name="Secret">The Secret.</param>
    /// <param name="Version">What it is to hold.</param>
    /// <param name="Injected">What the owner then writes into bundles by itself; empty where nobody does.</param>
    public sealed record WriteSecret(string Title, ObjectRef Secret, SecretVersion Version, ValueList<PlacedBundle> Injected) : PlanStep(Title)
    {
        /// <inheritdoc/>
        public override ValueList<PlanEffect> Effects => [.. MayHold(Injected), new PlanEffect.MayServe(Version.Chain)];

        /// <inheritdoc/>
        public override bool Writes => true;
    }

    /// <summary>Has a workload make its pods anew.</summary>
    /// <param name="Title">What it does.</param>
    /// <param name="Workload">Deployment, StatefulSet or DaemonSet.</param>
    /// <param name="Condition">When.</param>
    /// <param name="Chain">What its pods are to serve, the leaf first; empty: what the Secret holds by then.</param>
    /// <param name="Injected">What its pods then write into bundles by themselves.</param>
    public sealed record Restart(
        string Title, ObjectRef Workload, RestartCondition Condition, ValueList<Certificate> Chain, ValueList<PlacedBundle> Injected) : PlanStep(Title)
    {
        /// <inheritdoc/>
        public override ValueList<PlanEffect> Effects => MayHold(Injected);

        /// <inheritdoc/>
        public override bool Writes => true;
    }

    /// <summary>Waits, on new connections, until every endpoint serves a chain.</summary>
    /// <param name="Title">What it does.</param>
    /// <param name="Chain">The leaf first; empty: what the Secret holds by then.</param>
    /// <param name="Settle">How long it must have been so: calls may be routed for a moment to a pod that is no endpoint any more.</param>
    public sealed record AwaitServed(string Title, ValueList<Certificate> Chain, TimeSpan Settle) : PlanStep(Title)
    {
        /// <summary>A chain like the one that the Secret holds by then, to judge a plan by; empty where nobody knows.</summary>
        public ValueList<Certificate> Like { get; init; } = [];

        /// <inheritdoc/>
        public override ValueList<PlanEffect> Effects => (Chain.Count == 0 ? Like : Chain) is { Count: > 0 } served ? [new PlanEffect.Serves(served)] : [];
    }

    /// <summary>Creates an object of this program's own.</summary>
    /// <param name="Title">What it does.</param>
    /// <param name="Manifest">The object, maybe with a private key.</param>
    /// <param name="Like">A chain like the one that endpoints may serve because of it; empty: none.</param>
    public sealed record Create(string Title, KubernetesObject Manifest, ValueList<Certificate> Like) : PlanStep(Title)
    {
        /// <inheritdoc/>
        public override ValueList<PlanEffect> Effects => Like.Count == 0 ? [] : [new PlanEffect.MayServe(Like)];

        /// <inheritdoc/>
        public override bool Writes => true;
    }

    /// <summary>Annotates a configuration, so that its bundles are injected.</summary>
    /// <param name="Title">What it does.</param>
    /// <param name="Type">Kind of the configuration.</param>
    /// <param name="Configuration">Its name.</param>
    /// <param name="Key">The annotation.</param>
    /// <param name="Value">Its value.</param>
    public sealed record Annotate(string Title, ResourceType Type, string Configuration, string Key, string Value) : PlanStep(Title)
    {
        /// <inheritdoc/>
        public override bool Writes => true;
    }

    /// <summary>Waits until a Certificate has taken the Secret over: another leaf than it held, which every bundle trusts, and which its own CA verifies.</summary>
    /// <param name="Title">What it does.</param>
    /// <param name="Certificate">The Certificate.</param>
    /// <param name="Settle">How long it must have been so.</param>
    public sealed record AwaitTakenOver(string Title, ObjectRef Certificate, TimeSpan Settle) : PlanStep(Title);

    /// <summary>Asks cert-manager to issue a Certificate anew, as its own command line does.</summary>
    /// <param name="Title">What it does.</param>
    /// <param name="Certificate">The Certificate.</param>
    public sealed record Renew(string Title, ObjectRef Certificate) : PlanStep(Title)
    {
        /// <inheritdoc/>
        public override bool Writes => true;
    }

    /// <summary>Deletes the Secret as it was found, so that its owner makes it anew.</summary>
    /// <param name="Title">What it does.</param>
    /// <param name="Secret">The Secret.</param>
    public sealed record DeleteSecret(string Title, ObjectRef Secret) : PlanStep(Title)
    {
        /// <inheritdoc/>
        public override bool Writes => true;
    }

    /// <summary>Waits until the Secret holds another leaf than it did, which every bundle trusts.</summary>
    /// <param name="Title">What it does.</param>
    /// <param name="Secret">The Secret.</param>
    /// <param name="Settle">How long every bundle must have trusted it.</param>
    public sealed record AwaitReissued(string Title, ObjectRef Secret, TimeSpan Settle) : PlanStep(Title);

    private static ValueList<PlanEffect> MayHold(ValueList<PlacedBundle> bundles) =>
        [.. bundles.Select(bundle => (PlanEffect)new PlanEffect.MayHold(bundle.Place, bundle.Bundle))];
}
