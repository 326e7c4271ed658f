using System.Diagnostics;

namespace KubectlWebhookCert.Tests.Cluster;

/// <summary>One run of a program: what it is given, and its answer.</summary>
/// <param name="Path">A path, or a name looked up on the PATH.</param>
/// <param name="Arguments">Passed as they are, no shell.</param>
public sealed record ProgramCall(string Path, params IReadOnlyList<string> Arguments)
{
    /// <summary>The whole environment besides PATH when <see cref="InheritsEnvironment"/> is false, else what is added.</summary>
    public IReadOnlyDictionary<string, string> Environment { get; init; } = new Dictionary<string, string>();

    public bool InheritsEnvironment { get; init; } = true;

    public string Input { get; init; } = "";

    /// <summary>Null: where the tests run.</summary>
    public string? WorkingDirectory { get; init; }

    /// <summary>After this the program and its children are killed and the call throws.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <exception cref="TimeoutException">It did not end in time; says what it had printed.</exception>
    /// <exception cref="System.ComponentModel.Win32Exception">There is no such program.</exception>
    public async Task<ProgramResult> RunAsync(CancellationToken cancellationToken)
    {
        using var process = new Process { StartInfo = StartInfo() };
        process.Start();
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        deadline.CancelAfter(Timeout);
        var output = process.StandardOutput.ReadToEndAsync(CancellationToken.None);
        var error = process.StandardError.ReadToEndAsync(CancellationToken.None);
        try
        {
            await WriteInputAsync(process, deadline.Token);
            await process.WaitForExitAsync(deadline.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync(CancellationToken.None); // who stops a run may rely on it being gone
            cancellationToken.ThrowIfCancellationRequested();
            throw new TimeoutException($"{Path} {string.Join(' ', Arguments)} did not end within {Timeout}: {await output}{await error}");
        }
        return new ProgramResult(process.ExitCode, await output, await error);
    }

    private async Task WriteInputAsync(Process process, CancellationToken cancellationToken)
    {
        try
        {
            await process.StandardInput.WriteAsync(Input.AsMemory(), cancellationToken);
            process.StandardInput.Close();
        }
        catch (IOException)
        {
            // It ended, or closed its input, without reading all of it: its exit code tells the rest.
        }
    }

    private ProcessStartInfo StartInfo()
    {
        var start = new ProcessStartInfo(Path, Arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = WorkingDirectory ?? "",
        };
        if (!InheritsEnvironment)
        {
            var path = start.Environment["PATH"];
            start.Environment.Clear();
            start.Environment["PATH"] = path;
        }
        foreach (var (name, value) in Environment)
        {
            start.Environment[name] = value;
        }
        return start;
    }
}
