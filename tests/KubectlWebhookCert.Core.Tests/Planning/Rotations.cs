using System.Text;
using KubectlWebhookCert.Core.Model;
using KubectlWebhookCert.Core.Planning;
using KubectlWebhookCert.Core.Served;
using KubectlWebhookCert.Core.Targets;
using KubectlWebhookCert.Core.Tests.Fixtures;
using KubectlWebhookCert.X509;
using KubectlWebhookCert.X509.Issuing;
using KubectlWebhookCert.X509.Verification;

namespace KubectlWebhookCert.Core.Tests.Planning;

/// <summary>Scopes and plans of hooks, with certificates really issued.</summary>
internal static class Rotations
{
    public static readonly RotationOptions Defaults = new();

    /// <summary>A hook whose Secret holds the CA's private key, too.</summary>
    public static Hook WithAuthorityKey(Hook hook) => hook with
    {
        Secret = _ => Make.Secret(
            "web", "hook-tls", ("ca.crt", hook.Ca.Pem), ("ca.key", hook.Ca.KeyPem), ("tls.crt", hook.StoredLeaf.Pem), ("tls.key", hook.StoredLeaf.KeyPem)),
    };

    /// <summary>The same as cert-controller keeps it: Kueue's CA with its own name as DNS name.</summary>
    public static Hook OfCertController()
    {
        var authority = Issued.Ca("CN=kueue-ca,O=kueue", dnsName: "kueue-ca");
        return WithAuthorityKey(Hook.Healthy with { Ca = authority, Leaf = authority.Leaf("CN=hook.web.svc", 1, 1, null, Hook.ServerName) });
    }

    /// <summary>Lives as long as the Spark Operator wants.</summary>
    public static RotationOptions Long { get; } = new() { Duration = TimeSpan.FromDays(365), AuthorityDuration = TimeSpan.FromDays(3650) };

    /// <summary>A plan of each strategy that issues by itself, of each kind.</summary>
    public static ValueList<(string Name, Func<RotationPlan> Plan)> Cases { get; } =
    [
        ("direct, leaf", () => Plan(Scope(WithAuthorityKey(Hook.Healthy)))),
        ("direct, CA", () => Plan(Scope(Hook.Healthy))),
        ("direct, CA, the old one kept", () => Plan(Scope(Hook.Healthy), new RotationOptions { KeepOldAuthority = true })),
        ("direct, a leaf that has expired", () => Plan(Scope(Hook.Healthy with { Leaf = Serving.Expired(Hook.Healthy) }))),
        ("cert-controller, leaf", () => Plan(Scope(OfCertController()))),
        ("cert-controller, CA", () => Plan(Scope(OfCertController()), new RotationOptions { ReplaceAuthority = true })),
        ("Spark Operator 1.3, leaf", () => Plan(By("spark-operator-1"))),
        ("Spark Operator 1.3, CA", () => Plan(By("spark-operator-1"), new RotationOptions { ReplaceAuthority = true })),
        ("Spark Operator 2, leaf", () => Plan(By("spark-operator-2"), Long)),
        ("Spark Operator 2, CA of the same key", () => Plan(By("spark-operator-2"), Long with { ReplaceAuthority = true })),
    ];

    /// <summary>One of <see cref="Cases"/>.</summary>
    public static RotationPlan Case(string name) => Cases.First(each => each.Name == name).Plan();

    /// <summary>A hook with the CA's key, RSA, that an owner keeps.</summary>
    public static RotationScope By(string owner)
    {
        var authority = Issued.Ca("CN=hook.web.svc");
        var hook = WithAuthorityKey(Hook.Healthy with { Ca = authority, Leaf = authority.Leaf("CN=hook.web.svc", 1, 1, null, Hook.ServerName) });
        return Scope(hook) with { Owner = new OwnerMark(owner, owner, null, []), ReadyEndpoints = 1 };
    }

    public static RotationScope Scope(Hook hook, Func<ProbeRequest, ProbeAnswer>? answer = null)
    {
        var snapshot = hook.Build().Gather(new Target.Everything());
        var selected = InventoryBuilder.Build(snapshot, new Target.Named("config"), DiscoveryOptions.None);
        var all = InventoryBuilder.Build(snapshot, new Target.Everything(), DiscoveryOptions.None);
        return RotationScopeBuilder.Build(selected, all, snapshot, answer is null ? ServedCertificates.None : Serving.Of(all, answer), isNamed: false);
    }

    public static RotationPlan Plan(RotationScope scope, RotationOptions? options = null)
    {
        var chosen = options ?? Defaults;
        var request = RotationPlanner.Request(scope, chosen, Judged.Now);
        var goal = request is null ? null : RotationGoals.Of(scope, chosen, Issue(scope, request));
        return RotationPlanner.Plan(scope, chosen, goal, Judged.Now, ApiServerVersion.Newest);
    }

    /// <summary>The leaf that a plan ends with.</summary>
    public static Certificate Leaf(RotationPlan plan) => plan.Goal!.Secret.Chain[0];

    /// <summary>The first CA of the bundles that it ends with.</summary>
    public static Certificate Authority(RotationPlan plan) => plan.Goal!.Bundles[0].Bundle.Certificates[0];

    /// <summary>What a step is and what it is about.</summary>
    public static string Describe(PlanStep step) => step switch
    {
        PlanStep.WriteBundles write => $"bundles {string.Join(' ', write.Bundles.Select(bundle => bundle.Bundle.Certificates.Count))}",
        PlanStep.AwaitBundles wait => $"await-bundles {string.Join(' ', wait.Bundles.Select(bundle => bundle.Bundle.Certificates.Count))}",
        PlanStep.WriteSecret write => $"secret {string.Join(' ', write.Version.Entries)}",
        PlanStep.Restart restart => $"restart {restart.Workload.Name} {restart.Condition}",
        PlanStep.AwaitServed => "await-served",
        PlanStep.Renew renew => $"renew {renew.Certificate.Name}",
        PlanStep.DeleteSecret => "delete-secret",
        PlanStep.AwaitReissued => "await-reissued",
        PlanStep.Create create => $"create {create.Manifest.Kind} {create.Manifest.Name}",
        PlanStep.Annotate annotate => $"annotate {annotate.Configuration} {annotate.Value}",
        PlanStep.AwaitTakenOver => "await-taken-over",
        _ => "?",
    };

    public static string Text(SecretVersion version, string key) => Encoding.UTF8.GetString(version.Find(key)!.Value.Span);

    /// <summary>What a request leads to, really issued.</summary>
    public static IssuedMaterial Issue(RotationScope scope, IssueRequest request)
    {
        if (request.Authority is { KeepKey: false })
        {
            return CertificateMaker.Make(request, null);
        }

        using var key = SigningKey.Load(AuthorityKeys.Read(scope)!);
        return CertificateMaker.Make(request, new CertificateAuthority(scope.Authority!, key));
    }
}
