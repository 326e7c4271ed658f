using KubectlWebhookCert.Commands.Help;

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
        return await Of(arguments, Environment(output, error, standardInput, width, variables));
    }

    /// <summary>The same with both streams in one, in the order in which they are written, as a terminal shows them.</summary>
    public static async Task<PluginRun> Together(string[] arguments, string input, int width)
    {
        using var both = new StringWriter { NewLine = "\n" };
        using var standardInput = new StringReader(input);
        return await Of(arguments, Environment(both, both, standardInput, width));
    }

    /// <summary>Every command there is.</summary>
    public static DocumentedCommand Plugin() => new CommandTree(Environment(TextWriter.Null, TextWriter.Null, TextReader.Null)).Plugin;

    public static AppEnvironment Environment(
        TextWriter output, TextWriter error, TextReader input, int? width = null, Dictionary<string, string>? variables = null) =>
        new(output, error, input, new FixedClock(), name => variables?.GetValueOrDefault(name), width);

    /// <summary>A command line that goes on until what it writes, to either stream, is what is waited for. Real time passes.</summary>
    /// <returns>The exit code.</returns>
    public static async Task<int> Watching(string[] arguments, List<string> said, Func<string, Task<bool>> isEnough)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        stop.CancelAfter(TimeSpan.FromSeconds(30));
        using var writer = new ListeningWriter(async text =>
        {
            said.Add(text);
            if (await isEnough(text))
            {
                await stop.CancelAsync();
            }
        });
        using var input = new StringReader(string.Empty);
        return await App.RunAsync(arguments, new AppEnvironment(writer, writer, input, TimeProvider.System, _ => null, null), stop.Token);
    }

    private static async Task<PluginRun> Of(string[] arguments, AppEnvironment environment)
    {
        var exitCode = await App.RunAsync(arguments, environment, TestContext.Current.CancellationToken);
        return new PluginRun(exitCode, environment.Out.ToString()!, environment.Error.ToString()!);
    }

    private sealed class ListeningWriter(Func<string, Task> listen) : StringWriter
    {
        public override Task WriteAsync(ReadOnlyMemory<char> buffer, CancellationToken cancellationToken = default) => listen(buffer.ToString());
    }

    private sealed class FixedClock : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => Now;
    }
}
