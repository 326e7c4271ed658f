using System.CommandLine;
using KubectlWebhookCert.Core.Adopting;
using KubectlWebhookCert.Core.Errors;
using KubectlWebhookCert.Core.Targets;
using KubectlWebhookCert.Core.Trust;

namespace KubectlWebhookCert.Commands.Commands;

/// <summary><c>adopt</c>: takes over what nobody manages, and carries trust to those who lack it.</summary>
internal static class AdoptCommand
{
    /// <summary>The command with its flags and what it does.</summary>
    /// <param name="connection">The connection flags.</param>
    /// <param name="environment">The outside world.</param>
    public static Command Create(GlobalOptions connection, AppEnvironment environment)
    {
        var words = TargetArgument.Create(", configmap/NAME[:KEY] or kubeconfig[/PATH]", mayBeAll: false);
        var caFrom = new Option<string?>("--ca-from") { Description = $"Whose CAs are to be trusted besides those that are: {CaSource.Forms}", HelpName = "SOURCE" };
        var fingerprint = new Option<string?>("--fingerprint") { Description = "SHA-256 of what a server presents, or of its CA, from somebody who knows it", HelpName = "SHA256" };
        var prune = new Option<bool>("--prune") { Description = "Take out CAs that have expired" };
        var pruneNamed = new Option<string[]>("--prune-ca") { Description = "Take out this CA, if it is not in use, repeat it for several", HelpName = "SHA256" };
        var force = new Option<bool>("--force") { Description = "Go on where somebody may undo it" };
        var output = OutputFormat.Flag();
        var executing = new ExecutingOptions();
        var probing = new ProbingOptions();
        var command = new Command("adopt", "Carry CAs to whoever should trust them: webhooks, ConfigMaps, kubeconfigs") { words, caFrom, fingerprint, prune, pruneNamed, force, output };
        executing.AddTo(command);
        probing.AddTo(command);
        command.SetAction(async (result, cancellationToken) =>
        {
            var typed = result.GetValue(words) ?? [];
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
            if (source is null && !options.PrunesExpired && options.Pruned.Count == 0)
            {
                throw new UsageException("adopt needs to know whose CAs are to be trusted", $"add --ca-from {CaSource.Forms}; or --prune");
            }

            var call = new TrustCall(options, source, OutputFormat.Parse(result.GetValue(output)), executing.Mode(result), executing.IsConfirmed(result));
            var progress = new ConsoleProgress(environment.Error, environment.Clock, null);
            var settings = executing.Settings(result, environment.Clock, progress); // refused before anything is opened, as is the next
            var asking = probing.Read(result);
            using var opened = await SourceOptions.OpenLiveAsync(result, connection, environment, cancellationToken);
            var session = new TrustSession(
                call, environment, opened, probing.Prober(result, opened, environment), KubeconfigReader.Create(result, connection, asking, environment), settings);
            var found = await session.FindAsync(TargetParser.Parse(typed, opened.Namespace, TargetScope.WebhooksAndTrust), cancellationToken);
            var now = environment.Clock.GetUtcNow();
            return (int)await session.ApplyAsync([.. found.Select(held => TrustPlanner.Plan(held.Place, held.Store, options, now))], "adopted", cancellationToken);
        });
        return command;
    }
}
