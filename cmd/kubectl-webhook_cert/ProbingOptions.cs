using System.CommandLine;
using KubectlWebhookCert.Cluster.Probing;
using KubectlWebhookCert.Commands.Help;
using KubectlWebhookCert.Core;
using KubectlWebhookCert.Core.Errors;

namespace KubectlWebhookCert.Commands;

/// <summary>How endpoints are asked for the certificates that they serve: <c>--probe</c>, <c>--probe-concurrency</c>, <c>--probe-timeout</c>.</summary>
internal sealed class ProbingOptions
{
    private static readonly ProbeOptions Defaults = new();

    private readonly ChoiceOption mode = new("--probe", "MODE", "How endpoints are asked for their certificates", ["auto", "port-forward", "direct", "none"]);
    private readonly Option<int?> concurrency = new("--probe-concurrency") { Description = "How many endpoints are asked at once (default 16)", HelpName = "NUMBER" };
    private readonly Option<string?> timeout = new("--probe-timeout") { Description = "How long one endpoint may take to answer (default 5s)", HelpName = "DURATION" };

    /// <summary>Adds every flag to a command.</summary>
    /// <param name="command">The command.</param>
    public void AddTo(DocumentedCommand command) => command.Add(FlagGroup.Probing, mode, concurrency, timeout);

    /// <summary>What asks them.</summary>
    /// <param name="result">The parse result.</param>
    /// <param name="source">What was opened.</param>
    /// <param name="environment">The outside world.</param>
    /// <exception cref="UsageException">No such mode, no positive number, or no duration.</exception>
    public EndpointProber Prober(ParseResult result, OpenSource source, AppEnvironment environment) => new(
        source.Live,
        Read(result) with
        {
            Clock = environment.Clock,
            InCluster = source.Live is { } live && PodNetwork.IsJoined(live.Server, environment.GetVariable),
        });

    /// <summary>The flags as typed.</summary>
    /// <param name="result">The parse result.</param>
    /// <exception cref="UsageException">As above.</exception>
    public ProbeOptions Read(ParseResult result) => new()
    {
        Mode = result.GetValue(mode) switch
        {
            null or "" or "auto" => ProbeMode.Auto,
            "port-forward" => ProbeMode.PortForward,
            "direct" => ProbeMode.Direct,
            "none" => ProbeMode.None,
            var other => throw mode.Unknown(other),
        },
        Concurrency = result.GetValue(concurrency) switch
        {
            null => Defaults.Concurrency,
            { } number and > 0 and <= 1024 => number,
            var number => throw new UsageException($"invalid value \"{number}\" for --probe-concurrency", "write a number from 1 to 1024"),
        },
        Timeout = result.GetValue(timeout) switch
        {
            null or "" => Defaults.Timeout,
            var text when GoDuration.Parse(text) is { } duration && duration > TimeSpan.Zero => duration,
            var text => throw new UsageException($"invalid duration \"{text}\" for --probe-timeout", "write a number with its unit: 500ms, 5s"),
        },
    };
}
