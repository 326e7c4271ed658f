namespace KubectlWebhookCert.Commands.Tests;

/// <summary>One command line run inside the test's process: fixed clock, no environment but what the test gives.</summary>
internal sealed record PluginRun(int ExitCode, string Out, string Error)
{
    /// <summary>What "now" is in these tests.</summary>
    public static readonly DateTimeOffset Now = new(2026, 6, 1, 12, 0, 0, TimeSpan.Zero);

    public static async Task<PluginRun> Of(string[] arguments, string input = "", int? width = null, Dictionary<string, string>? variables = null)
    {
        using var output = new StringWriter { NewLine = "\n" };
        using var error = new StringWriter { NewLine = "\n" };
        using var standardInput = new StringReader(input);
        var environment = new AppEnvironment(
            output,
            error,
            standardInput,
            new FixedClock(),
            name => variables?.GetValueOrDefault(name),
            width);
        var exitCode = await App.RunAsync(arguments, environment);
        return new PluginRun(exitCode, output.ToString(), error.ToString());
    }

    private sealed class FixedClock : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => Now;
    }
}
