using System.CommandLine;
using KubectlWebhookCert.Cluster.Execution;
using KubectlWebhookCert.Cluster.Probing;
using KubectlWebhookCert.Cluster.Snapshots;
using KubectlWebhookCert.Commands.Help;
using KubectlWebhookCert.Commands.Help.Texts;
using KubectlWebhookCert.Core;
using KubectlWebhookCert.Core.Errors;
using KubectlWebhookCert.Core.Model;
using KubectlWebhookCert.Core.Planning;
using KubectlWebhookCert.Core.Reporting;
using KubectlWebhookCert.Core.Targets;
using KubectlWebhookCert.X509.Issuing;
using KubectlWebhookCert.X509.Verification;

namespace KubectlWebhookCert.Commands.Commands;

/// <summary><c>rotate</c>: a new certificate, without one failed call.</summary>
internal static class RotateCommand
{
    /// <summary>The command with its flags and what it does.</summary>
    /// <param name="connection">The connection flags.</param>
    /// <param name="environment">The outside world.</param>
    public static DocumentedCommand Create(GlobalOptions connection, AppEnvironment environment)
    {
        var words = TargetArgument.Create();
        var sources = new SourceOptions();
        var output = OutputFormat.Flag();
        var noHeaders = new Option<bool>("--no-headers") { Description = "When using the table output format, don't print headers" };
        var probing = new ProbingOptions();
        var rotating = new RotatingOptions();
        var executing = new ExecutingOptions();
        var command = new DocumentedCommand("rotate", RotateText.Text) { words };
        rotating.AddTo(command);
        executing.AddTo(command);
        probing.AddTo(command);
        sources.AddFilesTo(command);
        command.Add(FlagGroup.Output, output, noHeaders);
        command.SetAction(async (result, cancellationToken) =>
        {
            var typed = result.GetValue(words) ?? [];
            if (TargetParser.Parse(typed, connection.Namespace(result) ?? string.Empty) is Target.Everything)
            {
                throw new UsageException("rotate needs the webhook whose certificate it is to replace", "kubectl webhook-cert inspect, for those there are");
            }

            var call = new Call(
                rotating.Read(result, executing), OutputFormat.Parse(result.GetValue(output)), result.GetValue(noHeaders), executing.Mode(result))
            {
                IsAbort = rotating.IsAbort(result),
                BackupFolder = executing.BackupFolder(result),
            };
            executing.Settings(result, environment.Clock, new ConsoleProgress(environment.Error, environment.Clock, null)); // refused before anything is opened
            probing.Read(result);
            using var source = await sources.OpenAsync(result, connection, environment, cancellationToken);
            call.MustFit(source, probing.Read(result));
            var version = await source.Cluster.GetVersionAsync(cancellationToken);
            var clock = ShiftedClock.To(environment.Clock, version?.Answered);
            if (clock != environment.Clock)
            {
                await environment.Error.WriteLineAsync("warning: this machine's clock and the API server's differ: what is issued follows the API server's");
            }

            var session = new RotationSession(environment, source, clock);
            var prober = probing.Prober(result, source, environment);
            var options = DiscoveryOptions.None with { Secret = rotating.Secret(result) };
            var target = TargetParser.Parse(typed, source.Namespace);
            var reader = new RotationReader(source.Cluster, prober, target, options, clock);
            var executor = new RotationExecutor(source.Cluster, prober, executing.Settings(result, clock, session.Progress));
            return (int)await new Run(call, environment, source, session, reader, executor, clock).DoAsync(cancellationToken);
        });
        return command;
    }

    /// <summary>What was typed.</summary>
    private sealed record Call(RotationOptions Options, OutputFormat Format, bool NoHeaders, DryRun DryRun)
    {
        public bool IsAbort { get; init; }

        public string? BackupFolder { get; init; }

        public void MustFit(OpenSource source, ProbeOptions probing)
        {
            if (source.Live is null && (DryRun != DryRun.Client || IsAbort))
            {
                throw new UsageException("files cannot be rotated", "add --dry-run=client -o yaml for how they would be in the end");
            }

            if (source.Live is not null && probing.Mode == ProbeMode.None)
            {
                throw new UsageException("rotate must ask endpoints what they serve", "leave out --probe=none");
            }
        }
    }

    /// <summary>One run of the command.</summary>
    private sealed class Run(
        Call call, AppEnvironment environment, OpenSource source, RotationSession session, RotationReader reader, RotationExecutor executor, TimeProvider clock)
    {
        private const string ToGoBack = "--abort takes it back";

        public async Task<ExitCode> DoAsync(CancellationToken cancellationToken)
        {
            var selected = await reader.SelectAsync(cancellationToken);
            var services = selected.Configurations
                .SelectMany(configuration => configuration.Webhooks)
                .Select(webhook => webhook.Service?.Ref)
                .OfType<ObjectRef>()
                .ToHashSet();
            var begun = await executor.FindAsync(services, cancellationToken);
            return (call.IsAbort, begun) switch
            {
                (true, null) => throw new UsageException("there is nothing to take back: no rotation is under way", "kubectl webhook-cert restore, for one that is done"),
                (_, { Plan: { Goal.Handover: not null, Scope.Secret: var secret } }) => throw new UsageException(
                    $"an adoption of {secret.Ref} is under way",
                    $"kubectl webhook-cert adopt secret/{secret.Name} -n {secret.Namespace} --to {Handover.Recipient}, which goes on with it, or with --abort takes it back"),
                (true, _) => await AbortAsync(begun, cancellationToken),
                (false, { IsAborted: true }) => throw new UsageException($"the rotation of {begun.Plan.Scope.Secret.Ref} is being taken back", "the same command with --abort ends that; then rotate"),
                (false, not null) when call.DryRun == DryRun.None => await ResumeAsync(begun, cancellationToken),
                _ => await BeginAsync(selected, begun, cancellationToken),
            };
        }

        private async Task<ExitCode> BeginAsync(Inventory selected, RotationUnderWay? begun, CancellationToken cancellationToken)
        {
            if (begun is not null)
            {
                await environment.Error.WriteLineAsync($"warning: a rotation of {begun.Plan.Scope.Secret.Ref} is under way, {begun.Completed} of {begun.Plan.Steps.Count} steps are done: what follows is that one");
                await environment.Out.WriteAsync(RotationOutput.Render(begun.Plan, call.Format, clock.GetUtcNow(), call.NoHeaders).AsMemory(), cancellationToken);
                return ExitCode.Done;
            }

            var prepared = await reader.ReadAsync(selected, cancellationToken);
            var now = clock.GetUtcNow();
            var plan = Plan(prepared, now);
            switch (call.DryRun)
            {
                case DryRun.Client when source.Cluster is SnapshotCluster files && call.Format is not OutputFormat.Human:
                    await executor.RehearseAsync(plan, call.Options, now, isDryRun: false, cancellationToken);
                    await environment.Out.WriteAsync(RotationOutput.Render(files.Changed, call.Format).AsMemory(), cancellationToken);
                    return ExitCode.Done;
                case DryRun.Client:
                    await environment.Out.WriteAsync(RotationOutput.Render(plan, call.Format, now, call.NoHeaders).AsMemory(), cancellationToken);
                    return ExitCode.Done;
                case DryRun.Server:
                    await PermissionCheck.RequireAsync(source.Cluster, plan, cancellationToken);
                    await executor.RehearseAsync(plan, call.Options, now, isDryRun: true, cancellationToken);
                    await environment.Out.WriteLineAsync($"secret/{plan.Scope.Secret.Name} rotated (server dry run)");
                    return ExitCode.Done;
                default:
                    await PermissionCheck.RequireAsync(source.Cluster, plan, cancellationToken);
                    await session.ConfirmAsync(plan, "rotate", call.Options.Confirmed, cancellationToken);
                    await session.KeepAsync(plan, call.BackupFolder, now, cancellationToken);
                    var done = await session.GuardAsync(() => executor.RunAsync(plan, call.Options, now, cancellationToken), ToGoBack);
                    await ReportAsync(done, "rotated", prepared, cancellationToken);
                    return ExitCode.Done;
            }
        }

        private RotationPlan Plan(RotationPreparation prepared, DateTimeOffset now)
        {
            var scope = prepared.Scope;
            var plan = RotationPlanner.Plan(scope, call.Options, Goal(scope, now), now, prepared.Server);
            if (!call.Options.Force)
            {
                KeeperCheck.Refuse(plan, prepared.Inventory, prepared.Snapshot);
            }

            InterceptionCheck.Refuse(plan, prepared.Inventory, prepared.Snapshot, new PlanInvariant(now, prepared.Server));
            ValueList<string> why = RotationPlanner.WhyNewAuthority(scope, call.Options, now) is { } authority ? [authority] : [];
            return plan with { Notes = [.. why, .. plan.Notes, .. KeeperCheck.Notes(plan, prepared.Inventory, prepared.Snapshot)] };
        }

        private RotationGoal? Goal(RotationScope scope, DateTimeOffset now)
        {
            try
            {
                if (RotationPlanner.Request(scope, call.Options, now) is not { } request)
                {
                    return null;
                }

                using var key = request.Authority is { KeepKey: false } ? null : SigningKey.Load(AuthorityKeys.Read(scope)!);
                var material = CertificateMaker.Make(request, key is null ? null : new CertificateAuthority(scope.Authority!, key));
                return RotationGoals.Of(scope, call.Options, material);
            }
            catch (IssuingException failure)
            {
                throw new RotationRefusedException(
                    $"cannot rotate {scope.Secret.Ref}: {failure.Message}",
                    failure.Problem is IssuingProblem.KeyUnsupported ? "--key-algorithm names another kind of key" : call.Options.ReplaceAuthority ? null : "replace the CA, too: --ca");
            }
        }

        private async Task<ExitCode> ResumeAsync(RotationUnderWay begun, CancellationToken cancellationToken)
        {
            var secret = begun.Plan.Scope.Secret.Ref;
            await environment.Error.WriteLineAsync($"going on with the rotation of {secret} that was begun at {begun.Started.UtcDateTime:u}: {begun.Completed} of {begun.Plan.Steps.Count} steps are done");
            if (await session.GuardAsync(() => executor.ResumeAsync(secret, cancellationToken), ToGoBack) is { } done)
            {
                await ReportAsync(done, "rotated", null, cancellationToken);
                return ExitCode.Done;
            }

            await environment.Error.WriteLineAsync("another run has ended it meanwhile");
            return ExitCode.Done;
        }

        private async Task<ExitCode> AbortAsync(RotationUnderWay begun, CancellationToken cancellationToken)
        {
            var secret = begun.Plan.Scope.Secret.Ref;
            await environment.Error.WriteLineAsync($"taking back the rotation of {secret} that was begun at {begun.Started.UtcDateTime:u}");
            await session.ConfirmAsync(begun.Plan, "take back the rotation of", call.Options.Confirmed, cancellationToken);
            if (await session.GuardAsync(() => executor.AbortAsync(secret, ApiServerVersion.Newest, cancellationToken), "with --abort") is { } done)
            {
                await ReportAsync(done, "aborted", null, cancellationToken);
                return ExitCode.Done;
            }

            await environment.Error.WriteLineAsync("another run has ended it meanwhile");
            return ExitCode.Done;
        }

        private async Task ReportAsync(RotationOutcome done, string what, RotationPreparation? prepared, CancellationToken cancellationToken)
        {
            var after = await reader.JudgeAsync(done.Plan.Scope.Secret.Ref, prepared?.Server, cancellationToken);
            var report = new RotationReport(what, done.Plan, done.Stored, done.Restarted, done.Gap, done.Backup, prepared?.Found, after);
            await session.ReportAsync(report, call.Format, cancellationToken);
        }
    }
}
