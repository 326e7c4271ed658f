using System.CommandLine;
using KubectlWebhookCert.Cluster.Probing;
using KubectlWebhookCert.Commands.Commands;
using KubectlWebhookCert.Commands.Completing;
using KubectlWebhookCert.Commands.Help;
using KubectlWebhookCert.Core.Adopting;
using KubectlWebhookCert.Core.Errors;
using KubectlWebhookCert.Core.Secrets;
using KubectlWebhookCert.Core.Targets;

namespace KubectlWebhookCert.Commands;

/// <summary>Whom a certificate is handed over to: <c>--to</c>, <c>--issuer</c>, <c>--secret</c>, <c>--abort</c>.</summary>
internal sealed class HandoverOptions
{
    private const string Nobody = "none";

    private readonly ChoiceOption to = new("--to", "OWNER", $"Who is to issue the certificate from then on; {Nobody} gives an adopted Secret back", [AdoptToCertManager.Recipient, Nobody]);
    private readonly Option<string?> issuer = new("--issuer") { Description = "The issuer of cert-manager that is to sign (default: one is created for the CA in use, or for a new one)", HelpName = ValueNames.Issuer };
    private readonly Option<string?> secret = new("--secret") { Description = "The Secret that holds the serving certificate, or is to hold it, where it cannot be told", HelpName = ValueNames.Secret };
    private readonly Option<bool> abort = new("--abort") { Description = "Take back an adoption that was begun and not ended" };

    /// <summary>Adds every flag to a command.</summary>
    /// <param name="command">The command.</param>
    public void AddTo(DocumentedCommand command)
    {
        command.Add(FlagGroup.Target, secret);
        command.Add(FlagGroup.Certificate, to, issuer);
        command.Add(FlagGroup.Writing, abort);
    }

    /// <summary>Whether cert-manager is to issue.</summary>
    /// <param name="result">The parse result.</param>
    /// <exception cref="UsageException">Nobody known is to issue.</exception>
    public bool IsToCertManager(ParseResult result) => result.GetValue(to) switch
    {
        null or "" or Nobody => false,
        AdoptToCertManager.Recipient => true,
        var other => throw to.Unknown(other),
    };

    /// <summary>Whether an adopted Secret is given back.</summary>
    /// <param name="result">The parse result.</param>
    public bool IsToNobody(ParseResult result) => result.GetValue(to) == Nobody;

    /// <summary>The Secret that was named, or null.</summary>
    /// <param name="result">The parse result.</param>
    /// <exception cref="UsageException">It is no name.</exception>
    public SecretChoice? Secret(ParseResult result) => result.GetValue(secret) is { } named ? SecretChoice.Parse(named) : null;

    /// <summary>Hands it over.</summary>
    /// <param name="result">The parse result.</param>
    /// <param name="typed">The words that name the target.</param>
    /// <param name="flags">The other flags.</param>
    /// <param name="environment">The outside world.</param>
    /// <param name="cancellationToken">Stops between and within requests.</param>
    /// <exception cref="WebhookCertException">As for <see cref="AdoptToCertManager.RunAsync"/>.</exception>
    public async Task<ExitCode> RunAsync(ParseResult result, string[] typed, HandoverFlags flags, AppEnvironment environment, CancellationToken cancellationToken)
    {
        var (connection, executing, probing) = (flags.Connection, flags.Executing, flags.Probing);
        if (TargetParser.Parse(typed, connection.Namespace(result) ?? string.Empty) is Target.Everything)
        {
            throw new UsageException("adopt needs the webhook whose certificate is to be handed over", "kubectl webhook-cert inspect, for those there are");
        }

        var call = new HandoverCall(
            new Target.Everything(), string.Join(' ', typed), executing.Read(result) with { Force = flags.Force }, flags.Format, executing.Mode(result))
        {
            Issuer = result.GetValue(issuer) is { } named ? IssuerChoice.Parse(named) : null,
            Secret = Secret(result),
            IsAbort = result.GetValue(abort),
            BackupFolder = executing.BackupFolder(result),
        };
        executing.Settings(result, environment.Clock, new ConsoleProgress(environment.Error, environment.Clock, null)); // refused before anything is opened
        if (probing.Read(result).Mode == ProbeMode.None)
        {
            throw new UsageException("adopt must ask endpoints what they serve", "leave out --probe=none");
        }

        using var opened = await SourceOptions.OpenLiveAsync(result, connection, environment, cancellationToken);
        return await AdoptToCertManager.RunAsync(
            call with { Target = TargetParser.Parse(typed, opened.Namespace) },
            environment,
            opened,
            probing.Prober(result, opened, environment),
            (clock, progress) => executing.Settings(result, clock, progress),
            cancellationToken);
    }
}

/// <summary>Flags of <c>adopt</c> that handing over has in common with the rest of it.</summary>
/// <param name="Connection">The connection flags.</param>
/// <param name="Executing">How it is written.</param>
/// <param name="Probing">How endpoints are asked.</param>
/// <param name="Format">How the outcome is printed.</param>
/// <param name="Force"><c>--force</c>.</param>
internal sealed record HandoverFlags(GlobalOptions Connection, ExecutingOptions Executing, ProbingOptions Probing, OutputFormat Format, bool Force);
