using System.Text.Json.Nodes;

namespace KubectlWebhookCert.Tests.Cluster;

/// <summary>Runs `inspect` of the native binary, and checks what must hold for every run whatever it is given.</summary>
internal static class Plugin
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    /// <summary>A call that can be changed before it is run; killed where it does not end by itself.</summary>
    public static ProgramCall Inspect(params IReadOnlyList<string> arguments) =>
        NativeBinary.Call(["inspect", .. arguments]) with { Timeout = Limit };

    /// <summary>`inspect` with a kubeconfig.</summary>
    public static Task<ProgramResult> InspectAsync(string kubeconfig, params IReadOnlyList<string> arguments) =>
        RunAsync(Inspect([.. arguments, "--kubeconfig", kubeconfig]));

    public static async Task<ProgramResult> RunAsync(ProgramCall call)
    {
        var result = await call.RunAsync(TestContext.Current.CancellationToken);
        MustBeClean(result.Output + result.Error);
        return result;
    }

    /// <summary>The one document of a run with `-o json` that must have gone well.</summary>
    public static JsonObject Document(ProgramResult result)
    {
        MustBeDone(result);
        return Assert.IsType<JsonObject>(JsonNode.Parse(result.Output));
    }

    public static void MustBeDone(ProgramResult result) => Assert.True(result.ExitCode == 0, $"exit {result.ExitCode}: {result.Error}");

    /// <summary>
    /// A failure as every failure has to look: exit code 1, nothing on stdout, one line that says what is wrong and at most one
    /// that says what to do.
    /// </summary>
    /// <param name="result">How it ended.</param>
    /// <param name="said">What the error line must name.</param>
    public static void MustFail(ProgramResult result, params IReadOnlyList<string> said)
    {
        var lines = result.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        var errors = lines.Where(IsError).ToArray();
        var hints = lines.Where(line => line.StartsWith("hint: ", StringComparison.Ordinal)).ToArray();
        Assert.True(result.ExitCode == 1, $"exit {result.ExitCode}: {result.Error}");
        Assert.Equal("", result.Output);
        Assert.True(errors.Length == 1 && hints.Length <= 1 && lines.Length == errors.Length + hints.Length, result.Error);
        Assert.All(said, text => Assert.Contains(text, errors[0], StringComparison.Ordinal));
    }

    private static bool IsError(string line) =>
        line.StartsWith("error: ", StringComparison.Ordinal) || line.StartsWith("Error from server", StringComparison.Ordinal);

    private static void MustBeClean(string printed)
    {
        Assert.DoesNotContain("   at ", printed, StringComparison.Ordinal);
        Assert.DoesNotContain("Unhandled", printed, StringComparison.Ordinal);
        Assert.DoesNotContain("PRIVATE KEY-----", printed, StringComparison.Ordinal);
    }
}
