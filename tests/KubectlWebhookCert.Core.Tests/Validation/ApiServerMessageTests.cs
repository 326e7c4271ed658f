using System.Text.Json.Nodes;
using KubectlWebhookCert.Core.Targets;
using KubectlWebhookCert.Core.Tests.Fixtures;
using KubectlWebhookCert.Core.Validation;
using KubectlWebhookCert.X509.Verification;

namespace KubectlWebhookCert.Core.Tests.Validation;

/// <summary>The sentences as API servers of 1.20.2 and of 1.36.2 print them.</summary>
public sealed class ApiServerMessageTests
{
    private const string Unknown = "x509: certificate signed by unknown authority";
    private const string NoClient = "could not get REST client: unable to load root certificates: unable to parse bytes as PEM block";
    private const string Failed = "Internal error occurred: failed calling webhook \"v.example.com\": ";

    [Theory]
    [InlineData("v1.20.2", Unknown, Failed + "Post \"https://hook.web.svc:443/validate?timeout=10s\": " + Unknown)]
    [InlineData("v1.22.17", Unknown, Failed + "Post \"https://hook.web.svc:443/validate?timeout=10s\": " + Unknown)]
    [InlineData("v1.23.0", Unknown, Failed + "failed to call webhook: Post \"https://hook.web.svc:443/validate?timeout=10s\": " + Unknown)]
    [InlineData("v1.36.2", Unknown, Failed + "failed to call webhook: Post \"https://hook.web.svc:443/validate?timeout=10s\": " + Unknown)]
    [InlineData("v1.36.2", NoClient, Failed + NoClient)]
    [InlineData("v1.22.17", NoClient, Failed + "unable to load root certificates: unable to parse bytes as PEM block")]
    public void Admission_names_the_webhook(string version, string text, string expected) =>
        Assert.Equal(expected, Of(Make.Validating("config", Make.Entry("v.example.com", "web/hook", path: "/validate")), text, version));

    [Theory]
    [InlineData("https://hooks.example.com:8443/admit", "https://hooks.example.com:8443/admit?timeout=10s")]
    [InlineData("https://hooks.example.com/admit/", "https://hooks.example.com/admit?timeout=10s")]
    [InlineData("https://hooks.example.com", "https://hooks.example.com/?timeout=10s")]
    [InlineData("https://hooks.example.com/", "https://hooks.example.com/?timeout=10s")]
    public void A_url_is_asked_as_it_is_written_but_for_the_slash_at_its_end(string address, string asked) =>
        Assert.Equal(
            $"{Failed}failed to call webhook: Post \"{asked}\": {Unknown}",
            Of(Make.Validating("config", Make.EntryByUrl("v.example.com", address)), Unknown));

    [Theory]
    [InlineData("admissionregistration.k8s.io/v1", null, 10)]
    [InlineData("admissionregistration.k8s.io/v1beta1", null, 30)]
    [InlineData("admissionregistration.k8s.io/v1", 5, 5)]
    public void The_timeout_is_the_webhooks_own_or_the_default_of_its_version(string apiVersion, int? timeout, int expected)
    {
        var entry = Make.Entry("v.example.com", "web/hook");
        entry["timeoutSeconds"] = timeout;
        var configuration = Make.Validating("config", entry);
        configuration.Json["apiVersion"] = apiVersion;

        Assert.Contains($"\"https://hook.web.svc:443/?timeout={expected}s\"", Of(configuration, Unknown), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(
        Unknown, "conversion webhook for example.com/v1, Kind=Widget failed: Post \"https://hook.web.svc:443/?timeout=30s\": " + Unknown)]
    [InlineData(NoClient, "Internal error occurred: error resolving resource")]
    public void Conversion_names_the_stored_version(string text, string expected)
    {
        var definition = Make.Crd("widgets.example.com", "web/hook");
        var spec = definition.Json["spec"]!.AsObject();
        spec["group"] = "example.com";
        spec["names"] = new JsonObject { ["kind"] = "Widget" };
        spec["versions"] = new JsonArray(
            new JsonObject { ["name"] = "v2", ["storage"] = false }, new JsonObject { ["name"] = "v1", ["storage"] = true });

        Assert.Equal(expected, Of(definition, text));
    }

    [Theory]
    [InlineData(Unknown, "error trying to reach service: " + Unknown)]
    [InlineData(NoClient, "unable to load root certificates: unable to parse bytes as PEM block")]
    [InlineData("service \"hook\" not found", "service unavailable")]
    [InlineData("no endpoints available for service \"hook\"", "service unavailable")]
    public void Aggregation_names_nothing(string text, string expected) =>
        Assert.Equal(expected, Of(Make.ApiService("v1", "metrics.example.com", "web/hook"), text));

    private static string Of(Manifest manifest, string text, string version = "v1.36.2")
    {
        var configuration = Assert.Single(new FakeCluster(manifest).Inspect(new Target.Everything()).Configurations);
        return ApiServerMessage.Of(configuration, configuration.Webhooks[0], text, ApiServerVersion.Parse(version, null));
    }
}
