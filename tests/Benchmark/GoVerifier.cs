using System.Diagnostics;
using System.Text.Json;
using KubectlWebhookCert.Tests.Oracle;
using KubectlWebhookCert.X509.Verification;

namespace KubectlWebhookCert.Tests.Benchmark;

/// <summary>Go's verifier: one oracle of tests/Oracle, which measures itself.</summary>
internal sealed class GoVerifier : IDisposable
{
    private readonly Process process;

    /// <param name="program">An oracle.</param>
    public GoVerifier(string program)
    {
        var start = new ProcessStartInfo(program) { RedirectStandardInput = true, RedirectStandardOutput = true };
        start.Environment.Clear();
        start.Environment["GOMAXPROCS"] = "1"; // one thread, as ours
        process = Process.Start(start)!;
        using var answer = Ask("""{"op":"version"}""");
        Version = answer.RootElement.GetProperty("version").GetString()!;
    }

    /// <summary>As it says: <c>go1.19.8</c>.</summary>
    public string Version { get; }

    /// <summary>Verifies a chain again and again, reading bundle and certificates anew each time.</summary>
    /// <returns>The seconds of CPU it took.</returns>
    /// <exception cref="InvalidOperationException">It refuses the chain.</exception>
    public double Measure(VerificationRequest request, int count)
    {
        byte[][] chain = [.. request.Presented.Select(der => der.ToArray())];
        var question = new OracleCase(0, 0, [], request.CaBundle.ToArray(), chain, request.ServerName, request.At);
        var used = CpuSeconds();
        using var answer = Ask(question.ToJson("bench", count));
        used = CpuSeconds() - used;
        if (answer.RootElement.TryGetProperty("error", out var error))
        {
            throw new InvalidOperationException($"{Version} refuses the chain: {error}");
        }

        // It verifies as often without reading anew, and knows only how long each took.
        var reading = answer.RootElement.GetProperty("withParsing").GetDouble();
        return used * reading / (reading + answer.RootElement.GetProperty("withoutParsing").GetDouble());
    }

    public void Dispose()
    {
        process.StandardInput.Close();
        process.WaitForExit();
        process.Dispose();
    }

    private double CpuSeconds()
    {
        process.Refresh();
        return process.TotalProcessorTime.TotalSeconds;
    }

    private JsonDocument Ask(string question)
    {
        process.StandardInput.WriteLine(question);
        process.StandardInput.Flush();
        return JsonDocument.Parse(process.StandardOutput.ReadLine() ?? throw new InvalidOperationException("the oracle ended"));
    }
}
