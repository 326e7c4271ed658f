using System.Text.Json.Nodes;
using KubectlWebhookCert.Core.Model;
using KubectlWebhookCert.Core.Planning;
using KubectlWebhookCert.Core.Targets;
using KubectlWebhookCert.Core.Tests.Fixtures;
using KubectlWebhookCert.X509.Verification;

namespace KubectlWebhookCert.Core.Tests.Planning;

/// <summary>What is looked at before the first write: keepers, the webhook itself, permissions; and the way to a backup.</summary>
public sealed class PlanChecksTests
{
    private const string TrackingId = "argocd.argoproj.io/tracking-id";
    private const string Bundle = """{"f:webhooks":{"k:{\"name\":\"v.example.com\"}":{"f:clientConfig":{"f:caBundle":{}}}}}""";

    private static readonly DiscoveryOptions ForRules = DiscoveryOptions.None with { ForRules = true };

    [Fact]
    public void Argo_cd_that_renders_the_bundle_is_refused_with_the_snippet()
    {
        var read = Read(KeptByArgo(configuration => configuration.WrittenBy("argocd-controller", "2026-02-01T10:00:00Z", Bundle, "Apply")));

        var refused = Assert.Throws<RotationRefusedException>(() => KeeperCheck.Refuse(read.Plan, read.Inventory, read.Snapshot));
        Assert.Contains("would put back the caBundle of ValidatingWebhookConfiguration config", refused.Message, StringComparison.Ordinal);
        Assert.Contains("ignoreDifferences", refused.Hint, StringComparison.Ordinal);
        Assert.Contains("RespectIgnoreDifferences=true", refused.Hint, StringComparison.Ordinal);
    }

    [Fact]
    public void Argo_cd_that_only_tracks_the_object_is_not()
    {
        var read = Read(KeptByArgo(configuration => configuration));

        KeeperCheck.Refuse(read.Plan, read.Inventory, read.Snapshot);
        Assert.Empty(KeeperCheck.Notes(read.Plan, read.Inventory, read.Snapshot));
    }

    [Fact]
    public void Argo_cd_that_is_told_to_leave_our_field_manager_alone_is_not()
    {
        var application = Make.Object(ResourceTypes.Application, "argocd", "hooks", new JsonObject
        {
            ["spec"] = new JsonObject
            {
                ["ignoreDifferences"] = new JsonArray(new JsonObject
                {
                    ["group"] = "admissionregistration.k8s.io",
                    ["kind"] = "ValidatingWebhookConfiguration",
                    ["managedFieldsManagers"] = new JsonArray("kubectl-webhook-cert"),
                }),
                ["syncPolicy"] = new JsonObject { ["syncOptions"] = new JsonArray("RespectIgnoreDifferences=true") },
            },
        });
        var hook = KeptByArgo(configuration => configuration.WrittenBy("argocd-controller", "2026-02-01T10:00:00Z", Bundle, "Apply"));
        var read = Read(hook with { And = [application] });

        KeeperCheck.Refuse(read.Plan, read.Inventory, read.Snapshot);
    }

    [Fact]
    public void The_next_helm_upgrade_is_told_of()
    {
        var read = Read(Hook.Healthy with
        {
            Configuration = configuration => configuration.InRelease("web", "hook").WrittenBy("helm", "2026-02-01T10:00:00Z", Bundle)
                .Annotate("kubectl.kubernetes.io/last-applied-configuration", """{"webhooks":[{"name":"v.example.com","clientConfig":{"caBundle":"eA=="}}]}"""),
        });

        Assert.Contains("the next helm upgrade may put it back", Assert.Single(KeeperCheck.Notes(read.Plan, read.Inventory, read.Snapshot)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("secrets", true, true)]
    [InlineData("secrets", false, false)] // while it works it admits them like any other
    [InlineData("leases", true, true)]
    [InlineData("configmaps", true, false)]
    public void A_broken_webhook_that_is_asked_about_our_writes_is_refused(string resource, bool isBroken, bool expected)
    {
        var hook = Hook.Healthy with
        {
            Bundle = isBroken ? Issued.Ca("CN=stale").Pem : null,
            Configuration = configuration =>
            {
                configuration.Json["webhooks"]![0]!["rules"] = new JsonArray(new JsonObject
                {
                    ["apiGroups"] = new JsonArray("*"),
                    ["apiVersions"] = new JsonArray("*"),
                    ["operations"] = new JsonArray("CREATE"),
                    ["resources"] = new JsonArray(resource),
                });
                return configuration;
            },
        };
        var read = Read(hook);

        var refused = Record.Exception(() =>
            InterceptionCheck.Refuse(read.Plan, read.Inventory, read.Snapshot, new PlanInvariant(Judged.Now, ApiServerVersion.Newest)));
        Assert.Equal(expected ? typeof(RotationRefusedException) : null, refused?.GetType());
        if (refused is not null)
        {
            Assert.Contains($"is asked before CREATE {resource} in namespace web, and refuses it", refused.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Every_write_has_its_permission() => Assert.Equal(
        [
            "get leases.coordination.k8s.io -n web", "create leases.coordination.k8s.io -n web",
            "update leases.coordination.k8s.io -n web", "delete leases.coordination.k8s.io -n web",
            "get secrets -n web", "list secrets -n web", "create secrets -n web", "patch secrets -n web", "delete secrets -n web",
            "get validatingwebhookconfigurations.admissionregistration.k8s.io/config",
            "patch validatingwebhookconfigurations.admissionregistration.k8s.io/config",
            "get secrets/hook-tls -n web", "update secrets/hook-tls -n web", "patch deployments.apps/hook -n web",
        ],
        PlanPermissions.Of(Read(Hook.Healthy).Plan).Select(access => access.ToString()));

    [Theory]
    [InlineData("direct, leaf")]
    [InlineData("direct, CA")]
    [InlineData("cert-controller, CA")]
    [InlineData("Spark Operator 1.3, CA")]
    [InlineData("Spark Operator 2, leaf")]
    public void A_backup_is_put_back_in_the_same_order_of_trust(string name)
    {
        var done = Rotations.Case(name);
        var backup = done.Scope;
        var now = backup with
        {
            Original = done.Goal!.Secret,
            Bundles = done.Goal.Bundles,
            Content = Core.Secrets.SecretContentReader.Read(Holding(backup.Secret, done.Goal.Secret)),
            Served = [done.Goal.Secret.Chain],
        };

        var plan = RotationPlanner.PlanRestore(backup, now, Rotations.Long, Judged.Now, ApiServerVersion.Newest);

        Assert.Equal(backup.Original, plan.KnownSecrets[^1]);
        Assert.All(backup.Bundles, bundle => Assert.Equal(bundle.Bundle, plan.Known(bundle.Place)[^1]));
        Assert.Empty(RotationPlanner.PlanRestore(backup, backup, Rotations.Long, Judged.Now, ApiServerVersion.Newest).Steps);
    }

    [Fact]
    public void A_backup_of_before_is_not_put_back_once_cert_manager_issues_unless_that_is_forced()
    {
        var backup = Rotations.Case("direct, leaf").Scope;
        var secret = JsonNode.Parse(backup.Secret.Json.GetRawText())!;
        secret["metadata"]!["annotations"] = new JsonObject { ["cert-manager.io/certificate-name"] = "hook" };
        var now = backup with { Secret = new KubernetesObject(System.Text.Json.JsonDocument.Parse(secret.ToJsonString()).RootElement.Clone()) };

        var refused = Assert.Throws<RotationRefusedException>(() => RotationPlanner.PlanRestore(backup, now, Rotations.Long, Judged.Now, ApiServerVersion.Newest));

        Assert.EndsWith("cert-manager issues it since, and would replace what others write", refused.Message, StringComparison.Ordinal);
        Assert.NotNull(RotationPlanner.PlanRestore(backup, now, Rotations.Long with { Force = true }, Judged.Now, ApiServerVersion.Newest));
    }

    private static KubernetesObject Holding(KubernetesObject secret, SecretVersion version)
    {
        var json = JsonNode.Parse(secret.Json.GetRawText())!;
        json["data"] = new JsonObject(version.Entries.Select(entry => KeyValuePair.Create<string, JsonNode?>(entry.Key, Convert.ToBase64String(entry.Value.Span))));
        return new KubernetesObject(System.Text.Json.JsonDocument.Parse(json.ToJsonString()).RootElement.Clone());
    }

    private static Hook KeptByArgo(Func<Manifest, Manifest> change) => Hook.Healthy with
    {
        Configuration = configuration => change(
            configuration.Annotate(TrackingId, "hooks:admissionregistration.k8s.io/ValidatingWebhookConfiguration:argocd/config")),
    };

    private static (RotationPlan Plan, Inventory Inventory, ClusterSnapshot Snapshot) Read(Hook hook)
    {
        var everything = new Target.Everything();
        var snapshot = hook.Build().Gather(everything, ForRules);
        return (Rotations.Plan(Rotations.Scope(hook)), InventoryBuilder.Build(snapshot, everything, ForRules), snapshot);
    }
}
