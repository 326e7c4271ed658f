using KubectlWebhookCert.Core.Model;
using KubectlWebhookCert.X509;

namespace KubectlWebhookCert.Core.Planning;

/// <summary>What a step makes possible, or makes sure of. Closed: the cases below are all there are.</summary>
public abstract record PlanEffect
{
    private PlanEffect()
    {
    }

    /// <summary>From now on some API server may hold this bundle, and another still what it held before.</summary>
    /// <param name="Place">Where.</param>
    /// <param name="Bundle">The bundle.</param>
    public sealed record MayHold(BundlePlace Place, CaBundle Bundle) : PlanEffect;

    /// <summary>Every API server holds this bundle, and nothing else.</summary>
    /// <param name="Place">Where.</param>
    /// <param name="Bundle">The bundle.</param>
    public sealed record Holds(BundlePlace Place, CaBundle Bundle) : PlanEffect;

    /// <summary>From now on some endpoint may serve this chain, and another still what it served before.</summary>
    /// <param name="Chain">The leaf first.</param>
    public sealed record MayServe(ValueList<Certificate> Chain) : PlanEffect;

    /// <summary>Every endpoint serves this chain, and nothing else.</summary>
    /// <param name="Chain">The leaf first.</param>
    public sealed record Serves(ValueList<Certificate> Chain) : PlanEffect;
}
