using System.Text.Json.Nodes;
using KubectlWebhookCert.Core.Model;
using KubectlWebhookCert.Core.Rules;
using KubectlWebhookCert.Core.Tests.Fixtures;

namespace KubectlWebhookCert.Core.Tests.Rules.Secrets;

/// <summary>gitops-overwrites: a keeper's mark alone proves nothing, what it wrote does.</summary>
public sealed class GitopsOverwritesTests
{
    private const string Code = "gitops-overwrites";
    private const string TrackingId = "argocd.argoproj.io/tracking-id";
    private const string SecretSnippet =
        "{ignoreDifferences: [{group: \"\", kind: Secret, name: spark-operator-webhook-certs, namespace: default, jsonPointers: [/data]}], "
        + "syncPolicy: {syncOptions: [RespectIgnoreDifferences=true]}}";

    [Fact]
    public void A_secret_that_argo_cd_blanks_is_the_first_finding_with_what_to_add()
    {
        var first = Judged.Of(Blanked()).Result.Subjects[0].Findings[0];

        Assert.Equal((Code, Severity.Error), (first.Rule.Code, first.Severity));
        Assert.Equal("Argo CD application spark overwrites the data of Secret default/spark-operator-webhook-certs", first.Fault.Message);
        Assert.Equal($"add to the Application's spec, where it is kept: {SecretSnippet}", first.Fault.Fix);
        Assert.Contains(new Evidence("to add", SecretSnippet), first.Fault.Evidence);
        Assert.Contains(first.Consequences, finding => finding.Rule.Code == "secret-emptied");
    }

    [Theory]
    [InlineData("RespectIgnoreDifferences=true", "[/data]", false)]
    [InlineData("RespectIgnoreDifferences=true", "[/metadata/labels]", true)]
    [InlineData("ServerSideApply=true", "[/data]", true)]
    public void An_application_that_leaves_the_data_alone_is_right(string option, string pointers, bool expected)
    {
        var application = Application(option, pointers.Trim('[', ']'));

        Assert.Equal(expected, Judged.Of(Blanked().And(application)).Codes.Contains(Code));
    }

    [Fact]
    public void Ignoring_without_respecting_is_said()
    {
        var fault = Judged.Of(Blanked().And(Application("Prune=true", "/data"))).Finding(Code).Fault;

        Assert.Contains(
            new Evidence("Application", "argocd/spark ignores the difference, without RespectIgnoreDifferences=true"), fault.Evidence);
        Assert.StartsWith("add to the spec of Application argocd/spark", fault.Fix, StringComparison.Ordinal);
    }

    [Fact]
    public void A_secret_that_is_only_tracked_is_none() =>
        Assert.DoesNotContain(Code, Judged.Of(Blanked(emptied: false)).Codes);

    [Fact]
    public void Two_managers_of_one_secrets_keys_are_a_warning_while_it_is_full()
    {
        var finding = Judged.Of(Blanked(false, secret => secret
            .WrittenBy("argocd-controller", "2026-02-01T10:00:00Z", """{"f:data":{"f:server-cert.pem":{}}}""", "Apply")
            .WrittenBy("spark-operator", "2026-02-01T10:01:00Z", """{"f:data":{"f:server-key.pem":{}}}"""))).Finding(Code);

        Assert.Equal(Severity.Warning, finding.Severity);
        Assert.Contains(
            new Evidence("because", "field manager argocd-controller writes server-cert.pem, and so does spark-operator the Secret"),
            finding.Fault.Evidence);
    }

    [Theory]
    [InlineData("kubectl-create")]
    [InlineData("helm")]
    public void What_was_installed_by_hand_before_is_no_other_writer(string manager) => Assert.DoesNotContain(
        Code,
        Judged.Of(Blanked(false, secret => secret
            .WrittenBy("argocd-controller", "2026-02-01T10:00:00Z", """{"f:data":{"f:server-cert.pem":{}}}""", "Apply")
            .WrittenBy(manager, "2026-01-01T10:01:00Z", """{"f:data":{"f:server-key.pem":{}}}"""))).Codes);

    [Fact]
    public void Empty_values_in_what_was_applied_last_are_a_warning() => Assert.Equal(
        Severity.Warning,
        Judged.Of(Blanked(false, secret => secret.Annotate(
            "kubectl.kubernetes.io/last-applied-configuration", """{"data":{"server-cert.pem":""}}"""))).Finding(Code).Severity);

    [Fact]
    public void A_bundle_that_flux_writes_over_cert_managers_is_a_warning()
    {
        var finding = Judged.Of(Injected("kustomize-controller", "cert-manager-cainjector")).Finding(Code);

        Assert.Equal(Severity.Warning, finding.Severity);
        Assert.Equal("Flux Kustomization flux-system/web overwrites the caBundle of ValidatingWebhookConfiguration config", finding.Fault.Message);
        Assert.StartsWith(
            "kubectl annotate validatingwebhookconfiguration config kustomize.toolkit.fluxcd.io/ssa=IfNotPresent", finding.Fault.Fix, StringComparison.Ordinal);
    }

    [Fact]
    public void A_bundle_that_only_cert_manager_writes_is_none() => Assert.DoesNotContain(Code, Judged.Of(Injected("cert-manager-cainjector")).Codes);

    [Fact]
    public void A_bundle_that_nobody_but_git_writes_is_gits() => Assert.DoesNotContain(Code, Judged.Of(Hook.Healthy with
    {
        Configuration = configuration => Kept(configuration).WrittenBy("kustomize-controller", "2026-02-01T10:00:00Z", BundleOf("v.example.com"), "Apply"),
    }).Codes);

    [Fact]
    public void An_object_that_flux_makes_only_once_is_left_alone() => Assert.DoesNotContain(
        Code,
        Judged.Of(Injected("kustomize-controller", "cert-manager-cainjector") with
        {
            Configuration = configuration => Injected("kustomize-controller", "cert-manager-cainjector").Configuration(configuration)
                .Annotate("kustomize.toolkit.fluxcd.io/ssa", "IfNotPresent"),
        }).Codes);

    private static FakeCluster Blanked(bool emptied = true, Func<Manifest, Manifest>? change = null) => SparkClusters.Chart14(
        emptied, secret => (change ?? (same => same))(secret.Annotate(TrackingId, "spark:/Secret:default/spark-operator-webhook-certs")));

    private static Manifest Application(string option, string pointer) => Make.Object(ResourceTypes.Application, "argocd", "spark", new JsonObject
    {
        ["spec"] = new JsonObject
        {
            ["syncPolicy"] = new JsonObject { ["syncOptions"] = new JsonArray(option) },
            ["ignoreDifferences"] = new JsonArray(new JsonObject { ["kind"] = "Secret", ["jsonPointers"] = new JsonArray(pointer) }),
        },
    });

    private static Hook Injected(params string[] managers) => Hook.Healthy with
    {
        Configuration = configuration =>
        {
            Kept(configuration).Annotate("cert-manager.io/inject-ca-from-secret", "web/hook-tls");
            foreach (var manager in managers)
            {
                configuration.WrittenBy(manager, "2026-02-01T10:00:00Z", BundleOf("v.example.com"), "Apply");
            }

            return configuration;
        },
    };

    private static Manifest Kept(Manifest configuration) => configuration
        .Label("kustomize.toolkit.fluxcd.io/name", "web")
        .Label("kustomize.toolkit.fluxcd.io/namespace", "flux-system");

    private static string BundleOf(string webhook) =>
        """{"f:webhooks":{"k:{\"name\":\"NAME\"}":{"f:clientConfig":{"f:caBundle":{}}}}}""".Replace("NAME", webhook, StringComparison.Ordinal);
}
