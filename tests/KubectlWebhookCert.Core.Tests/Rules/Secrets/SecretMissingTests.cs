using System.Text.Json.Nodes;
using KubectlWebhookCert.Core.Model;
using KubectlWebhookCert.Core.Rules;
using KubectlWebhookCert.Core.Targets;
using KubectlWebhookCert.Core.Tests.Fixtures;
using KubectlWebhookCert.Core.Validation;
using KubectlWebhookCert.X509.Verification;

namespace KubectlWebhookCert.Core.Tests.Rules.Secrets;

/// <summary>secret-missing: and who should have made it.</summary>
public sealed class SecretMissingTests
{
    private const string Code = "secret-missing";

    private static readonly Hook Gone = Hook.Healthy with { Without = ["Secret"] };

    [Fact]
    public void A_mounted_secret_that_is_not_there_is_an_error()
    {
        var finding = Judged.Of(Gone).Finding(Code);

        Assert.Equal(Severity.Error, finding.Severity);
        Assert.Equal("Secret web/hook-tls does not exist; nothing says who makes it", finding.Fault.Message);
        Assert.Equal("Secret web/hook-tls", finding.Fault.Where?.ToString());
    }

    [Fact]
    public void A_secret_that_is_there_is_none() => Assert.DoesNotContain(Code, Judged.Of(Hook.Healthy).Codes);

    [Fact]
    public void One_that_the_pods_start_without_is_a_warning() => Assert.Equal(Severity.Warning, Judged.Of(Gone with
    {
        PodSpec = spec =>
        {
            spec["volumes"]![0]!["secret"]!["optional"] = true;
            return spec;
        },
    }).Finding(Code).Severity);

    [Fact]
    public void Cert_manager_says_why_it_did_not_make_it()
    {
        var certificate = Make.Object(
            ResourceTypes.Certificate,
            "web",
            "serving",
            new JsonObject
            {
                ["spec"] = new JsonObject { ["secretName"] = "hook-tls" },
                ["status"] = JsonNode.Parse("""{"conditions":[{"type":"Ready","status":"False","message":"Issuer ca not found"}]}"""),
            });
        var fault = Judged.Of(Gone with
        {
            Configuration = configuration => configuration.Annotate("cert-manager.io/inject-ca-from", "web/serving"),
            And = [certificate],
        }).Finding(Code).Fault;

        Assert.Equal("Secret web/hook-tls does not exist; cert-manager makes it from Certificate web/serving", fault.Message);
        Assert.Contains(new Evidence("condition", "Ready is False: Issuer ca not found"), fault.Evidence);
        Assert.Equal("kubectl describe certificate serving -n web", fault.Fix);
    }

    [Fact]
    public void Service_ca_says_why_it_gave_up()
    {
        var fault = Judged.Of(Gone with
        {
            Service = service => service
                .Annotate("service.beta.openshift.io/serving-cert-secret-name", "hook-tls")
                .Annotate("service.beta.openshift.io/serving-cert-generation-error", "secret is owned by another service"),
        }).Finding(Code).Fault;

        Assert.Contains(
            new Evidence("service.beta.openshift.io/serving-cert-generation-error", "secret is owned by another service"), fault.Evidence);
    }

    [Fact]
    public void In_manifests_it_may_be_made_at_run_time()
    {
        KubernetesObject[] files =
        [
            Make.Validating("config", Make.Entry("v.example.com", "web/hook")).Build(),
            Make.Service("web", "hook", "app=hook").Build(),
            Make.Deployment("web", "hook", "app=hook", Make.PodSpec().Mount("/certs", Make.SecretVolume("hook-tls"))).Build(),
        ];
        var snapshot = new ClusterSnapshot(files, []);
        var inventory = InventoryBuilder.Build(snapshot, new Target.Everything(), DiscoveryOptions.None);
        var judged = new Judged(Validator.Validate(snapshot, inventory, [], new ValidationOptions(Judged.Now, ApiServerVersion.Newest)));

        Assert.Contains((Code, "Secret web/hook-tls is not among the files: it may be made at run time"), judged.Unknowns);
    }
}
