using System.Globalization;
using KubectlWebhookCert.Cluster.Execution;
using KubectlWebhookCert.Core.Reporting;

namespace KubectlWebhookCert.Commands;

/// <summary>Shows on standard error what a rotation is doing: a line per step, and on a terminal what a wait is waiting for.</summary>
/// <param name="error">Standard error.</param>
/// <param name="clock">Counts how long a wait takes.</param>
/// <param name="width">Columns of the terminal; null where it is none.</param>
internal sealed class ConsoleProgress(TextWriter error, TimeProvider clock, int? width) : IRotationProgress
{
    private const string Clear = "\r\e[K";

    private long told;
    private bool isOpen;

    /// <inheritdoc/>
    public Task TellAsync(string text)
    {
        told = clock.GetTimestamp();
        return WriteAsync($"{Printable.Escape(text)}\n", staysOpen: false);
    }

    /// <inheritdoc/>
    public Task WaitAsync(string text)
    {
        if (width is not { } columns)
        {
            return Task.CompletedTask;
        }

        var line = string.Create(CultureInfo.InvariantCulture, $"  {clock.GetElapsedTime(told).TotalSeconds:0} s: {Printable.Escape(text)}");
        return WriteAsync(line.Length < columns ? line : line[..(columns - 1)], staysOpen: true);
    }

    /// <summary>Leaves the line that a wait was shown on.</summary>
    public Task EndAsync() => isOpen ? WriteAsync(string.Empty, staysOpen: false) : Task.CompletedTask;

    private Task WriteAsync(string text, bool staysOpen)
    {
        var line = isOpen ? Clear + text : text;
        isOpen = staysOpen;
        return error.WriteAsync(line);
    }
}
