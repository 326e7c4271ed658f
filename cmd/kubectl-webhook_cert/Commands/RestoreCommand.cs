using System.CommandLine;
using KubectlWebhookCert.Cluster.Adopting;
using KubectlWebhookCert.Cluster.Api;
using KubectlWebhookCert.Cluster.Execution;
using KubectlWebhookCert.Cluster.Probing;
using KubectlWebhookCert.Commands.Help;
using KubectlWebhookCert.Commands.Help.Texts;
using KubectlWebhookCert.Core.Adopting;
using KubectlWebhookCert.Core.Errors;
using KubectlWebhookCert.Core.Model;
using KubectlWebhookCert.Core.Owners;
using KubectlWebhookCert.Core.Planning;
using KubectlWebhookCert.Core.Reporting;
using KubectlWebhookCert.X509.Verification;

namespace KubectlWebhookCert.Commands.Commands;

/// <summary><c>restore</c>: lists the backups of <c>rotate</c> and <c>adopt</c>, or puts one back in the same order of trust.</summary>
internal static class RestoreCommand
{
    /// <summary>What is typed.</summary>
    public const string Name = "restore";

    /// <summary>The command with its flags and what it does.</summary>
    /// <param name="connection">The connection flags.</param>
    /// <param name="environment">The outside world.</param>
    public static DocumentedCommand Create(GlobalOptions connection, AppEnvironment environment)
    {
        var name = new Argument<string?>("BACKUP") { Arity = ArgumentArity.ZeroOrOne };
        name.Validators.Add(UsageErrors.RefuseFlags);
        var output = OutputFormat.Flag();
        var noHeaders = new Option<bool>("--no-headers") { Description = "When using the table output format, don't print headers" };
        var all = new Option<bool>("--all-namespaces", "-A") { Description = "If present, list the backups of all namespaces" };
        var force = new Option<bool>("--force") { Description = "Go on where the owner may undo it" };
        var probing = new ProbingOptions();
        var executing = new ExecutingOptions();
        var command = new DocumentedCommand(Name, RestoreText.Text) { name };
        command.Add(FlagGroup.Target, all);
        command.Add(FlagGroup.Writing, force);
        executing.AddTo(command);
        probing.AddTo(command);
        command.Add(FlagGroup.Output, output, noHeaders);
        command.SetAction(async (result, cancellationToken) =>
        {
            var format = OutputFormat.Parse(result.GetValue(output));
            var mode = executing.Mode(result);
            var options = executing.Read(result) with { Force = result.GetValue(force) };
            probing.Read(result);
            executing.Settings(result, environment.Clock, new ConsoleProgress(environment.Error, environment.Clock, null)); // refused before anything is opened
            using var source = await SourceOptions.OpenLiveAsync(result, connection, environment, cancellationToken);
            var backups = new RotationBackups(source.Cluster, new WriteOptions(false, PluginMarks.FieldManager));
            if (result.GetValue(name) is not { Length: > 0 } wanted)
            {
                var place = result.GetValue(all) ? null : source.Namespace;
                var found = await backups.ListAsync(place, cancellationToken);
                var trust = await new TrustBackups(source.Cluster, new WriteOptions(false, PluginMarks.FieldManager)).ListAsync(place, cancellationToken);
                var listed = List(found, trust, format, environment.Clock.GetUtcNow(), result.GetValue(noHeaders));
                if (found.Count + trust.Count > 0)
                {
                    await environment.Out.WriteAsync(listed.AsMemory(), cancellationToken);
                }
                else
                {
                    await environment.Error.WriteLineAsync(result.GetValue(all) ? "No backups found." : $"No backups found in {source.Namespace} namespace.");
                }

                return (int)ExitCode.Done;
            }

            var kept = await source.Cluster.GetAsync(ResourceTypes.Secret, source.Namespace, wanted, cancellationToken);
            if (TrustBackups.IsBackup(kept))
            {
                var call = new TrustCall(new TrustOptions { Force = options.Force }, null, format, mode, options.Confirmed);
                var settings = executing.Settings(result, environment.Clock, new ConsoleProgress(environment.Error, environment.Clock, null));
                var asking = KubeconfigReader.Create(result, connection, probing.Read(result), environment);
                var holders = new TrustSession(call, environment, source, probing.Prober(result, source, environment), asking, settings);
                return (int)await new RestoreTrust(holders, environment.Clock).DoAsync(TrustBackups.Read(kept), options.Force, cancellationToken);
            }

            var version = await source.Cluster.GetVersionAsync(cancellationToken);
            var clock = ShiftedClock.To(environment.Clock, version?.Answered);
            var session = new RotationSession(environment, source, clock);
            var prober = probing.Prober(result, source, environment);
            var executor = new RotationExecutor(source.Cluster, prober, executing.Settings(result, clock, session.Progress));
            var server = version is null ? ApiServerVersion.Newest : ApiServerVersion.Parse(version.GitVersion, version.GoVersion);
            return (int)await new Run(mode, format, options, executing.BackupFolder(result), environment, source, session, executor, prober, clock, server)
                .DoAsync(RotationBackups.Read(kept), cancellationToken);
        });
        return command;
    }

    private static string List(
        IReadOnlyList<RotationBackup> backups, IReadOnlyList<TrustBackup> trust, OutputFormat format, DateTimeOffset now, bool noHeaders)
    {
        var names = backups.Select(backup => backup.Name).Concat(trust.Select(backup => backup.Name));
        return format switch
        {
            OutputFormat.Human => BackupTable.Format(backups, trust, now, noHeaders),
            OutputFormat.Name => string.Concat(names.Select(name => $"secret/{name}\n")),
            _ => throw new UsageException("a list of backups is printed as a table or by name", "leave out -o, or -o name"),
        };
    }

    /// <summary>One run of the command.</summary>
    private sealed class Run(
        DryRun mode,
        OutputFormat format,
        RotationOptions options,
        string? backupFolder,
        AppEnvironment environment,
        OpenSource source,
        RotationSession session,
        RotationExecutor executor,
        EndpointProber prober,
        TimeProvider clock,
        ApiServerVersion server)
    {
        public async Task<ExitCode> DoAsync(RotationBackup backup, CancellationToken cancellationToken)
        {
            if (await executor.FindAsync(backup.Scope.Services, cancellationToken) is { } begun)
            {
                throw new UsageException(
                    $"a rotation of {begun.Plan.Scope.Secret.Ref} is under way", "end it first: kubectl webhook-cert rotate with the same arguments, or with --abort");
            }

            var now = clock.GetUtcNow();
            var scope = await new RestoreReader(source.Cluster, prober).ReadAsync(backup, cancellationToken);
            var plan = RotationPlanner.PlanRestore(backup.Scope, scope, options, now, server);
            if (plan.Steps.Count == 0)
            {
                await environment.Out.WriteLineAsync($"secret/{scope.Secret.Name} unchanged");
                return ExitCode.Done;
            }

            if (mode == DryRun.Client)
            {
                await environment.Out.WriteAsync(RotationOutput.Render(plan, format, now, noHeaders: false).AsMemory(), cancellationToken);
                return ExitCode.Done;
            }

            await PermissionCheck.RequireAsync(source.Cluster, plan, cancellationToken);
            if (mode == DryRun.Server)
            {
                await executor.RehearseAsync(plan, options, now, isDryRun: true, cancellationToken);
                await environment.Out.WriteLineAsync($"secret/{scope.Secret.Name} restored (server dry run)");
                return ExitCode.Done;
            }

            await session.ConfirmAsync(plan, "restore", options.Confirmed, cancellationToken);
            await session.KeepAsync(plan, backupFolder, now, cancellationToken);
            var done = await session.GuardAsync(
                () => executor.RunAsync(plan, options, now, cancellationToken),
                $"as does kubectl webhook-cert rotate secret/{scope.Secret.Name} -n {scope.Secret.Namespace}; with --abort that takes it back");
            await session.ReportAsync(
                new RotationReport("restored", done.Plan, done.Stored, done.Restarted, done.Gap, done.Backup, null, null), format, cancellationToken);
            return ExitCode.Done;
        }
    }
}
