using System.Security.Cryptography;
using System.Text.Json.Nodes;

namespace KubectlWebhookCert.Tests.Cluster;

/// <summary>
/// Every case that was measured, as whole objects on a real API server that calls a real webhook: `validate` exits with 1 exactly where the
/// API server refuses, and what it says is reported is the API server's message.
/// </summary>
public sealed class VerdictAgreementTests(SharedCluster shared, GoServers servers) : VerdictTest(shared)
{
    private const int PodPort = 9443;

    public static TheoryData<string> Cases => [.. VerdictTable.Names];

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task Validate_exits_with_1_exactly_where_the_api_server_refuses(string name)
    {
        var service = await ServiceAsync();
        var stage = VerdictTable.Find(name).Issue(service.ServerName);
        await StoreAsync(service, stage);
        var server = await servers.StartAsync(new GoServing(service.Address, stage.Presented, stage.Key), Cancelled);

        var theirs = await CallAsync(service, stage.Bundle, () => server.CallCount > 0);
        var result = await Validation.RunAsync(Cluster, $"service/{service.Name}", "-n", service.Namespace, "-o", "json");

        Assert.Equal(theirs == VerdictCase.Admitted ? 0 : 1, result.ExitCode);
        Assert.Equal(LastMessage, Clock.Hidden(Validation.ReportedMessage(result)));
    }

    // What the webhook serves is what its Secret holds, and its endpoints are ready.
    private async Task StoreAsync(MadeService service, VerdictStage stage)
    {
        var data = new Dictionary<string, string>
        {
            ["tls.crt"] = string.Concat(stage.Presented.Select(each => PemEncoding.WriteString("CERTIFICATE", each.Span) + "\n")),
            ["tls.key"] = PemEncoding.WriteString("PRIVATE KEY", stage.Key.Span) + "\n",
        };
        var labels = new Dictionary<string, string> { ["app"] = "hook" };
        await Make.SecretAsync(service.Namespace, "hook-certs", "kubernetes.io/tls", data, Cancelled);
        await Make.PodAsync(service.Namespace, new PodProfile("hook", "no-such-node", "10.20.30.40") { Labels = labels, Secret = "hook-certs" }, Cancelled);
        await Cluster.Admin.CreateAsync(
            $"/api/v1/namespaces/{service.Namespace}/endpoints",
            new JsonObject
            {
                ["apiVersion"] = "v1",
                ["kind"] = "Endpoints",
                ["metadata"] = new JsonObject { ["name"] = service.Name },
                ["subsets"] = new JsonArray(new JsonObject
                {
                    ["addresses"] = new JsonArray(new JsonObject
                    {
                        ["ip"] = "10.20.30.40",
                        ["targetRef"] = new JsonObject { ["kind"] = "Pod", ["name"] = "hook" },
                    }),
                    ["ports"] = new JsonArray(new JsonObject { ["name"] = "https", ["port"] = PodPort }),
                }),
            }.ToJsonString(),
            Cancelled);
    }
}
