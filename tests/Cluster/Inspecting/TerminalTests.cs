using System.Diagnostics;
using System.Globalization;

namespace KubectlWebhookCert.Tests.Cluster;

/// <summary>What a person at a terminal sees: lines that fit, and an end when it is asked for.</summary>
public sealed class TerminalTests(SharedCluster shared) : InspectTest(shared)
{
    [Theory]
    [InlineData(80)]
    [InlineData(120)]
    [InlineData(200)]
    public async Task The_tree_fits_the_terminal(int columns)
    {
        var stage = await Stages.WholeAsync(serverName => CertificateShapes.MakeAsync("many names", serverName, Cancelled), Cancelled);
        var name = await ValidatingAsync(stage);

        var tree = await OnTerminalAsync(columns, Plugin.Inspect(name, "--kubeconfig", Cluster.AdminKubeconfig));

        var lines = tree.Split('\n').Select(line => line.TrimEnd('\r')).ToArray();
        Assert.Contains($"ValidatingWebhookConfiguration/{name}", tree, StringComparison.Ordinal);
        Assert.Contains("└─ served  2 endpoints", tree, StringComparison.Ordinal);
        Assert.All(lines, line => Assert.True(new StringInfo(line).LengthInTextElements <= columns, $"wider than {columns}: {line}"));
    }

    [Fact]
    public async Task What_is_redirected_is_not_folded()
    {
        var stage = await SoundAsync();
        var name = await ValidatingAsync(stage);

        var result = await InspectAsync(name);

        Assert.Contains(
            result.Output.Split('\n'),
            line => line.Contains($"Secret {stage.Namespace}/{stage.Secret}", StringComparison.Ordinal)
                && line.Contains("found by: ", StringComparison.Ordinal)
                && line.EndsWith($"certificate names {stage.Service.ServerName}", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("true")]
    [InlineData("head -1")]
    [InlineData("head -c 1")]
    public async Task A_reader_that_goes_away_is_no_crash(string reader)
    {
        var stage = await SoundAsync();
        var name = await ValidatingAsync(stage);
        var inspect = Plugin.Inspect(name, "-o", "json", "--kubeconfig", Cluster.AdminKubeconfig);

        var result = await Plugin.RunAsync(inspect with
        {
            Path = "bash",
            Arguments = ["-c", $"\"$@\" | {reader} > /dev/null; exit \"${{PIPESTATUS[0]}}\"", "pipe", inspect.Path, .. inspect.Arguments],
        });

        // 141: killed by SIGPIPE, as most programs are.
        Assert.Contains(result.ExitCode, (int[])[0, 1, 141]);
        Assert.True(result.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length <= 1, result.Error);
    }

    [Theory]
    [InlineData("inspect -o json", "> /dev/full", "error: cannot write the output: ")]
    [InlineData("inspect -o json", "> /dev/full 2>&-", "")]
    [InlineData("inspect no-such-target", "2> /dev/full", "")]
    [InlineData("--help", "> /dev/full", "error: cannot write the output: ")]
    [InlineData("version", "> /dev/full", "error: cannot write the output: ")]
    public async Task Output_that_cannot_be_written_is_an_error(string words, string redirection, string error)
    {
        Assert.SkipUnless(File.Exists("/dev/full"), "needs /dev/full");
        string[] connection = words.StartsWith("inspect", StringComparison.Ordinal) ? ["--kubeconfig", Cluster.AdminKubeconfig] : [];
        var call = NativeBinary.Call([.. words.Split(' '), .. connection]);

        var result = await Plugin.RunAsync(call with
        {
            Path = "sh",
            Arguments = ["-c", $"exec \"$@\" {redirection}", "sh", call.Path, .. call.Arguments],
        });

        Assert.Equal(1, result.ExitCode);
        Assert.StartsWith(error, result.Error, StringComparison.Ordinal);
        Assert.True(result.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length <= 2, result.Error);
    }

    [Theory]
    [InlineData(">&-")]
    [InlineData("<&-")]
    public async Task Output_that_is_not_wanted_is_not_written(string redirection)
    {
        var call = NativeBinary.Call(["inspect", "-o", "name", "--kubeconfig", Cluster.AdminKubeconfig]);

        var result = await Plugin.RunAsync(call with
        {
            Path = "sh",
            Arguments = ["-c", $"exec \"$@\" {redirection}", "sh", call.Path, .. call.Arguments],
        });

        Plugin.MustBeDone(result);
        Assert.Equal("", result.Error);
    }

    // The first file that is opened would take the number of the standard output, and be written to, or not be writable.
    [Fact]
    public async Task Output_that_is_not_wanted_goes_into_no_file()
    {
        var call = NativeBinary.Call(["inspect", "-f", Path.Combine(RepositoryRoot.Find(), "examples", "s1-service-renamed", "before.yaml")]);

        var result = await Plugin.RunAsync(call with { Path = "sh", Arguments = ["-c", "exec \"$@\" >&-", "sh", call.Path, .. call.Arguments] });

        Plugin.MustBeDone(result);
        Assert.Equal("", result.Error);
    }

    [Theory]
    [InlineData("INT", "http")]
    [InlineData("INT", "https")]
    [InlineData("TERM", "http")]
    public async Task An_interrupt_ends_a_request_that_hangs(string signal, string scheme)
    {
        await using var server = new StubServer(null);
        var call = Plugin.Inspect("--server", $"{scheme}://{server.Address}");
        using var process = Process.Start(new ProcessStartInfo(call.Path, call.Arguments) { RedirectStandardError = true, RedirectStandardOutput = true });
        Assert.NotNull(process);
        var error = process.StandardError.ReadToEndAsync(Cancelled);
        await server.Asked.WaitAsync(TimeSpan.FromSeconds(30), Cancelled);

        var id = process.Id.ToString(CultureInfo.InvariantCulture);
        await new ProgramCall("kill", $"-{signal}", id).RunAsync(Cancelled);
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(Cancelled);
        deadline.CancelAfter(TimeSpan.FromSeconds(30));
        try
        {
            await process.WaitForExitAsync(deadline.Token);
        }
        finally
        {
            process.Kill();
        }

        Assert.Equal(130, process.ExitCode);
        Assert.DoesNotContain("   at ", await error, StringComparison.Ordinal);
    }

    // `script` gives the program a terminal of its own; its size is set from within.
    private static async Task<string> OnTerminalAsync(int columns, ProgramCall call)
    {
        var words = string.Join(' ', call.Arguments.Prepend(call.Path).Select(word => $"'{word}'"));
        var command = string.Create(CultureInfo.InvariantCulture, $"stty rows 50 cols {columns}; exec {words}");
        var result = await Plugin.RunAsync(call with { Path = "script", Arguments = ["-q", "-e", "-c", command, "/dev/null"] });
        Assert.True(result.ExitCode == 0, result.Output);
        return result.Output;
    }
}
