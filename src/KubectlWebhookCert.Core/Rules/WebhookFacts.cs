using System.Globalization;
using KubectlWebhookCert.Core.Keepers;
using KubectlWebhookCert.Core.Model;
using KubectlWebhookCert.Core.Served;
using KubectlWebhookCert.Core.Validation;
using KubectlWebhookCert.X509;
using KubectlWebhookCert.X509.Verification;

namespace KubectlWebhookCert.Core.Rules;

/// <summary>Everything that a rule may look at to judge one webhook. What several rules need is worked out once.</summary>
/// <param name="snapshot">Everything that was read.</param>
/// <param name="inventory">Every webhook under judgement.</param>
/// <param name="configuration">The webhook's configuration.</param>
/// <param name="webhook">The webhook.</param>
/// <param name="service">Its Service and what stands behind it, or null for a URL.</param>
/// <param name="history">What Helm has rendered.</param>
/// <param name="options">The instant, the thresholds, the API server's version.</param>
internal sealed class WebhookFacts(
    ClusterSnapshot snapshot,
    Inventory inventory,
    WebhookConfiguration configuration,
    Webhook webhook,
    ServiceView? service,
    HelmHistory history,
    ValidationOptions options)
{
    private readonly Lazy<VerificationResult?> verdict = new(() => Judge(webhook, options));
    private readonly Lazy<Reason?> bundleRefusal = new(() => Verification.JudgeBundle(webhook, options));
    private ValueList<Claim>? claims;
    private ServedFacts? endpoints;
    private ValueList<ServingWorkload>? workloads;

    public ClusterSnapshot Snapshot { get; } = snapshot;

    public Inventory Inventory { get; } = inventory;

    public WebhookConfiguration Configuration { get; } = configuration;

    public Webhook Webhook { get; } = webhook;

    public ServiceView? Service { get; } = service;

    /// <summary>What Helm has rendered, release by release.</summary>
    public HelmHistory History { get; } = history;

    public ValidationOptions Options { get; } = options;

    /// <summary>Every CA bundle that was read.</summary>
    public BundleHolders BundleHolders { get; init; } = new(snapshot);

    /// <summary>What endpoints serve, as far as they were asked.</summary>
    public ServedCertificates Served { get; init; } = ServedCertificates.None;

    /// <summary>What those of this webhook serve, judged.</summary>
    public ServedFacts Endpoints => endpoints ??= new ServedFacts(this);

    /// <summary>What answers for its Service, with the certificates that it has; none for a URL.</summary>
    public ValueList<ServingWorkload> Workloads => workloads ??=
        Service is { } called && Webhook.Calls is WebhookCall.ByService call ? ServingWorkloads.Of(this, called, call) : [];

    /// <summary>What the API server says of the certificate that a call meets: the served one where endpoints were asked, else the stored one.</summary>
    public string? FirstText => Endpoints.IsAsked ? Endpoints.FirstText : (Verdict as VerificationResult.Refused)?.Text;

    /// <summary>The instant to judge at, UTC.</summary>
    public DateTimeOffset Now => Options.At;

    /// <summary>The certificate in the one serving Secret, or null.</summary>
    public StoredLeaf? Leaf => Webhook.ServingSecret?.Content?.Leaf;

    /// <summary>What the API server says of the stored certificate; null where there is none, or where it does not look.</summary>
    public VerificationResult? Verdict => verdict.Value;

    /// <summary>Every reason to refuse the stored certificate: what is reported first, then what would come next.</summary>
    public IEnumerable<Reason> Reasons =>
        Verdict is VerificationResult.Refused refused ? refused.Further.Prepend(refused.Reason) : [];

    /// <summary>Why nothing can be taken out of the CA bundle, whatever is served; null where something can, or where there is none.</summary>
    public Reason? BundleRefusal => bundleRefusal.Value;

    /// <summary>Whether the configuration was read from a cluster, and is no manifest that somebody has yet to apply.</summary>
    public bool IsFromCluster => Configuration.Resource.IsFromCluster;

    /// <summary>Whether calls fail, or will once a pod restarts, as far as can be seen from the objects alone.</summary>
    public bool IsBroken =>
        Verdict is VerificationResult.Refused
        || Endpoints.IsRefused
        || Webhook.Service is { Presence: Presence.Missing }
            or { EndpointsPresence: Presence.Found, HasReadyEndpoint: false }
        || Webhook.ServingSecret is { Presence: Presence.Missing } or { Presence: Presence.Found, Content.Leaf: null };

    /// <summary>As a target on the command line: <c>validatingwebhookconfiguration/web</c>.</summary>
    public string TargetText => $"{Configuration.Type.Singular}/{Configuration.Resource.Name}";

    /// <summary>Where the CA bundle stands in the configuration.</summary>
    public string BundleField => Configuration.Type switch
    {
        var type when type == ResourceTypes.CustomResourceDefinition => "spec.conversion.webhook.clientConfig.caBundle",
        var type when type == ResourceTypes.ApiService => "spec.caBundle",
        _ => "clientConfig.caBundle",
    };

    /// <summary>Those of <see cref="Reasons"/> that one rule speaks of.</summary>
    /// <param name="code">The rule's code.</param>
    public IEnumerable<Reason> ReasonsOf(string code)
    {
        claims ??= Reasons.Select(reason => new Claim(ReasonCodes.Of(reason, this), reason)).ToValueList();
        return claims.Where(claim => claim.Code == code).Select(claim => claim.Reason);
    }

    /// <summary>Where a certificate stands: what is both served and in the bundle counts as in the bundle.</summary>
    public ServedRole RoleOf(Certificate certificate) =>
        certificate.Equals(Leaf?.Certificate) ? ServedRole.Leaf
        : Webhook.CaBundle.Certificates.Contains(certificate) ? ServedRole.Anchor
        : ServedRole.Intermediate;

    /// <summary>Where the Service is named in the configuration.</summary>
    public string ServiceField => BundleField.Replace("caBundle", "service", StringComparison.Ordinal);

    /// <summary>The same as a JSON pointer, for a patch.</summary>
    public string ServicePointer => Configuration.Type switch
    {
        var type when type == ResourceTypes.CustomResourceDefinition || type == ResourceTypes.ApiService =>
            $"/{ServiceField.Replace('.', '/')}",
        _ => string.Create(CultureInfo.InvariantCulture, $"/webhooks/{Webhook.Index}/clientConfig/service"),
    };

    /// <summary>Judges the stored certificate; says why it cannot where there is none.</summary>
    public Rules.Verdict OfLeaf(Func<StoredLeaf, IEnumerable<Fault>> faults) => this switch
    {
        { Webhook.InsecureSkipTlsVerify: true } => Rules.Verdict.DoesNotApply,
        { Leaf: { } leaf } => Rules.Verdict.Of(faults(leaf)),
        _ => new Verdict.CannotTell(Missing.Leaf(this)),
    };

    /// <summary>Judges a Service that was read; one that does not exist has a rule of its own.</summary>
    public Rules.Verdict OfService(Func<ServiceView, WebhookCall.ByService, Rules.Verdict> judge) => (Webhook.Service, Service, Webhook.Calls) switch
    {
        ({ Presence: Presence.Found }, { Resource: not null } view, WebhookCall.ByService call) => judge(view, call),
        ({ Presence: Presence.Unknown } unknown, _, _) => new Verdict.CannotTell(Missing.Object(Snapshot, ResourceTypes.Service, unknown.Ref)),
        _ => Rules.Verdict.DoesNotApply,
    };

    /// <summary>Judges the one serving Secret where it was read; says why it cannot where there is none.</summary>
    public Rules.Verdict OfSecret(Func<ServingSecret, KubernetesObject, Rules.Verdict> judge) => Webhook.ServingSecret switch
    {
        { Resource: { } resource } secret => judge(secret, resource),
        { Presence: Presence.Missing } => Rules.Verdict.DoesNotApply,
        _ when Webhook.Service is null && Webhook.ServingSecrets.Count == 0 => Rules.Verdict.DoesNotApply,
        _ => new Verdict.CannotTell(Missing.Leaf(this)),
    };

    /// <summary>Judges the CA bundle; one that is empty has a rule of its own.</summary>
    public Rules.Verdict OfBundle(Func<CaBundle, IEnumerable<Fault>> faults) =>
        Webhook.InsecureSkipTlsVerify || Webhook.CaBundle.IsEmpty
            ? Rules.Verdict.DoesNotApply
            : Rules.Verdict.Of(faults(Webhook.CaBundle));

    /// <summary>A fault of the stored certificate.</summary>
    public Fault LeafFault(StoredLeaf leaf, string message) => new(message)
    {
        Where = Webhook.ServingSecret?.Ref,
        Field = leaf.CertificateKey,
        Evidence = Facts.Of(leaf.Certificate, "certificate"),
        Fix = Remedy.Reissue(this),
    };

    /// <summary>A fault of the CA bundle.</summary>
    public Fault BundleFault(string message) => new(message) { Field = BundleField, Fix = Remedy.ReplaceCa(this) };

    /// <summary>A fault of any certificate of the chain, with it as evidence.</summary>
    /// <param name="certificate">The certificate.</param>
    /// <param name="message">The message, from what the certificate is called on.</param>
    public Fault CertificateFault(Certificate certificate, Func<string, string> message) => RoleOf(certificate) switch
    {
        ServedRole.Anchor => BundleFault(message($"the CA {Facts.Subject(certificate)}")) with { Evidence = Facts.Of(certificate, "CA") },
        ServedRole.Leaf when Leaf is { } leaf => LeafFault(leaf, message("the serving certificate")),
        _ => new Fault(message($"the intermediate {Facts.Subject(certificate)}"))
        {
            Where = Webhook.ServingSecret?.Ref,
            Field = Leaf?.CertificateKey ?? string.Empty,
            Evidence = Facts.Of(certificate, "intermediate"),
            Fix = Remedy.ReplaceCa(this),
        },
    };

    private static VerificationResult? Judge(Webhook webhook, ValidationOptions options) =>
        webhook.InsecureSkipTlsVerify || webhook.ServingSecret?.Content?.Leaf is not { } leaf
            ? null
            : Verification.Judge(webhook, [leaf.Certificate, .. leaf.Chain], options);

    private sealed record Claim(string Code, Reason Reason);
}
