namespace KubectlWebhookCert.Commands;

/// <summary>The outside world of one run: built in <c>Program</c>, faked in tests.</summary>
/// <param name="Out">Results; nothing else is written here.</param>
/// <param name="Error">Warnings and errors.</param>
/// <param name="In">What <c>-f -</c> reads.</param>
/// <param name="Clock">The only source of the current time.</param>
/// <param name="GetVariable">Reads an environment variable.</param>
/// <param name="TerminalWidth">Columns of the terminal that <paramref name="Out"/> is, or null where it is none.</param>
internal sealed record AppEnvironment(
    TextWriter Out,
    TextWriter Error,
    TextReader In,
    TimeProvider Clock,
    Func<string, string?> GetVariable,
    int? TerminalWidth)
{
    /// <summary>Whether somebody can be asked: standard input and standard error are a terminal.</summary>
    public bool IsTerminal { get; init; }
}
