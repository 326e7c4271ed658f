using System.CommandLine;
using KubectlWebhookCert.Commands.Completing;
using KubectlWebhookCert.Commands.Help;
using KubectlWebhookCert.Commands.Help.Texts;
using KubectlWebhookCert.Core.Adopting;
using KubectlWebhookCert.Core.Errors;
using KubectlWebhookCert.Core.Targets;
using KubectlWebhookCert.Core.Trust;

namespace KubectlWebhookCert.Commands.Commands;

/// <summary><c>adopt</c>: takes over what nobody manages, and carries trust to those who lack it.</summary>
internal static class AdoptCommand
{
    /// <summary>What is typed.</summary>
    public const string Name = "adopt";

    /// <summary>The command with its flags and what it does.</summary>
    /// <param name="connection">The connection flags.</param>
    /// <param name="environment">The outside world.</param>
    public static DocumentedCommand Create(GlobalOptions connection, AppEnvironment environment)
    {
        var words = TargetArgument.Create();
        var caFrom = new Option<string?>("--ca-from") { Description = "Whose CAs are to be trusted besides those that are", HelpName = ValueNames.Source };
        var fingerprint = new Option<string?>("--fingerprint") { Description = "SHA-256 of what a server presents, or of its CA, from somebody who knows it", HelpName = "SHA256" };
        var prune = new Option<bool>("--prune") { Description = "Take out CAs that have expired" };
        var pruneNamed = new Option<string[]>("--prune-ca") { Description = "Take out this CA, if it is not in use, repeat it for several", HelpName = "SHA256" };
        var force = new Option<bool>("--force") { Description = "Go on where somebody may undo it" };
        var files = new GivenFiles();
        var output = OutputFormat.Flag();
        var handover = new HandoverOptions();
        var executing = new ExecutingOptions();
        var probing = new ProbingOptions();
        var command = new DocumentedCommand(Name, AdoptText.Text) { words };
        files.AddTo(command);
        handover.AddTo(command);
        command.Add(FlagGroup.Trust, caFrom, fingerprint, prune, pruneNamed);
        command.Add(FlagGroup.Writing, force);
        executing.AddTo(command);
        probing.AddTo(command);
        command.Add(FlagGroup.Output, output);
        command.SetAction(async (result, cancellationToken) =>
        {
            var typed = result.GetValue(words) ?? [];
            if (handover.IsToCertManager(result))
            {
                var flags = new HandoverFlags(connection, executing, probing, OutputFormat.Parse(result.GetValue(output)), result.GetValue(force));
                return (int)await handover.RunAsync(result, typed, flags, environment, cancellationToken);
            }

            var target = TargetParser.Parse(typed, connection.Namespace(result) ?? string.Empty, TargetScope.WebhooksAndTrust);
            if (target is Target.Everything or Target.TrustStores)
            {
                throw new UsageException("adopt needs what it is to change", "kubectl webhook-cert validate trust, for what lacks a CA");
            }

            var options = new TrustOptions
            {
                Confirmed = result.GetValue(fingerprint) is { Length: > 0 } text ? Fingerprint.Parse(text, fingerprint.Name) : null,
                PrunesExpired = result.GetValue(prune),
                Pruned = [.. (result.GetValue(pruneNamed) ?? []).Select(named => Fingerprint.Parse(named, pruneNamed.Name))],
                Force = result.GetValue(force),
            };
            var source = result.GetValue(caFrom) is { } from ? CaSource.Parse(from) : null;
            var isForTrust = source is not null || options.PrunesExpired || options.Pruned.Count > 0;
            if (!isForTrust && target is Target.ConfigMap or Target.Kubeconfig)
            {
                throw new UsageException("adopt needs to know whose CAs are to be trusted", $"add --ca-from {CaSource.Forms}; or --prune");
            }

            var call = new TrustCall(options, source, OutputFormat.Parse(result.GetValue(output)), executing.Mode(result), executing.IsConfirmed(result));
            var progress = new ConsoleProgress(environment.Error, environment.Clock, null);
            var settings = executing.Settings(result, environment.Clock, progress); // refused before anything is opened, as is the next
            var asking = probing.Read(result);
            // where nothing is read of a cluster, the kubeconfig in question may be the only one there is
            var kubeconfig = target is Target.Kubeconfig && source is not (CaSource.Published or CaSource.Service) ? ((Target.Kubeconfig)target).Path : null;
            using var opened = await SourceOptions.OpenLiveAsync(result, connection, environment, kubeconfig, cancellationToken);
            if (!isForTrust)
            {
                var secretOptions = new SecretOptions { Given = await files.ReadAsync(result, cancellationToken), Confirmed = options.Confirmed, Force = options.Force };
                var secretCall = new SecretCall(secretOptions, handover.Secret(result), call.Format, call.DryRun, call.IsConfirmed, executing.Read(result).Settle);
                var run = new AdoptSecret(secretCall, environment, opened, probing.Prober(result, opened, environment), settings);
                var whose = TargetParser.Parse(typed, opened.Namespace);
                return (int)(handover.IsToNobody(result) ? await run.GiveBackAsync(whose, cancellationToken) : await run.TakeAsync(whose, cancellationToken));
            }

            var session = new TrustSession(
                call, environment, opened, probing.Prober(result, opened, environment), KubeconfigReader.Create(result, connection, asking, environment), settings);
            var found = await session.FindAsync(TargetParser.Parse(typed, opened.Namespace, TargetScope.WebhooksAndTrust), cancellationToken);
            var now = environment.Clock.GetUtcNow();
            return (int)await session.ApplyAsync([.. found.Select(held => TrustPlanner.Plan(held.Place, held.Store, options, now))], "adopted", cancellationToken);
        });
        return command;
    }
}
