using System.Text.Json.Nodes;

namespace KubectlWebhookCert.Tests.Cluster;

/// <summary>Runs `validate` of the native binary, and reads its JSON without a line of the code under test.</summary>
internal static class Validation
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    public static Task<ProgramResult> RunAsync(TestCluster cluster, params IReadOnlyList<string> arguments) => RunAsync(
        NativeBinary.Call(["validate", .. arguments, "--kubeconfig", cluster.AdminKubeconfig]) with { Timeout = Limit });

    public static async Task<ProgramResult> RunAsync(ProgramCall call)
    {
        var result = await Plugin.RunAsync(call);
        Assert.True(result.ExitCode is 0 or 1 or 2, $"exit {result.ExitCode}: {result.Error}");
        return result;
    }

    /// <summary>Every finding of a run with `-o json`, in the order printed.</summary>
    public static IReadOnlyList<JsonNode> Findings(ProgramResult result)
    {
        var document = Assert.IsType<JsonObject>(JsonNode.Parse(result.Output));
        Assert.Equal("Validation", Json.Text(document, "kind"));
        return
        [
            .. Assert.IsType<JsonArray>(document["items"])
                .SelectMany(item => Assert.IsType<JsonArray>(item?["findings"]))
                .OfType<JsonNode>(),
        ];
    }

    /// <summary>Codes of a run with `-o json`, in the order printed; without infos.</summary>
    public static IReadOnlyList<string?> Alarms(ProgramResult result) =>
        [.. Findings(result).Where(finding => Json.Text(finding, "severity") != "info").Select(finding => Json.Text(finding, "code"))];

    /// <summary>The message that the API server is said to report; empty where it is said to report none.</summary>
    public static string ReportedMessage(ProgramResult result) => Findings(result)
        .Where(finding => Json.Text(finding, "apiServer.reported") == "true")
        .Select(finding => Json.Text(finding, "apiServer.message") ?? "")
        .FirstOrDefault("");
}
