using KubectlWebhookCert.Cluster.Adopting;
using KubectlWebhookCert.Cluster.Execution;
using KubectlWebhookCert.Cluster.Probing;
using KubectlWebhookCert.Core.Adopting;
using KubectlWebhookCert.Core.Errors;
using KubectlWebhookCert.Core.Model;
using KubectlWebhookCert.Core.Planning;
using KubectlWebhookCert.Core.Reporting;
using KubectlWebhookCert.Core.Secrets;
using KubectlWebhookCert.Core.Targets;
using KubectlWebhookCert.X509;
using KubectlWebhookCert.X509.Issuing;
using KubectlWebhookCert.X509.Verification;

namespace KubectlWebhookCert.Commands.Commands;

/// <summary><c>adopt TARGET --to cert-manager</c>: cert-manager issues the serving certificate from then on, without a failed call.</summary>
internal static class AdoptToCertManager
{
    /// <summary>The value of <c>--to</c> that asks for it.</summary>
    public const string Recipient = Handover.Recipient;

    /// <summary>Does it, goes on with it, or takes it back.</summary>
    /// <param name="call">What was typed.</param>
    /// <param name="environment">The outside world.</param>
    /// <param name="source">The cluster.</param>
    /// <param name="prober">Asks endpoints.</param>
    /// <param name="settings">How it is written, by this machine's clock.</param>
    /// <param name="cancellationToken">Stops between and within requests.</param>
    /// <exception cref="WebhookCertException">It is refused, or could not be gone through with.</exception>
    public static async Task<ExitCode> RunAsync(
        HandoverCall call,
        AppEnvironment environment,
        OpenSource source,
        EndpointProber prober,
        Func<TimeProvider, IRotationProgress, ExecutionSettings> settings,
        CancellationToken cancellationToken)
    {
        var version = await source.Cluster.GetVersionAsync(cancellationToken);
        var clock = ShiftedClock.To(environment.Clock, version?.Answered);
        var session = new RotationSession(environment, source, clock);
        var reader = new RotationReader(source.Cluster, prober, call.Target, DiscoveryOptions.None with { Secret = call.Secret }, clock);
        var executor = new RotationExecutor(source.Cluster, prober, settings(clock, session.Progress));
        try
        {
            return await new Run(call, environment, source, session, reader, executor, clock).DoAsync(cancellationToken);
        }
        catch (RotationRefusedException refused)
        {
            throw new AdoptionRefusedException(InOtherWords(refused.Message), refused.Hint);
        }
    }

    // what is refused to both is told in the words of the one
    private static string InOtherWords(string refusal)
    {
        const string Rotate = "cannot rotate ";
        return refusal.StartsWith(Rotate, StringComparison.Ordinal) ? $"cannot adopt {refusal[Rotate.Length..]}" : refusal;
    }

    /// <summary>One run of the command.</summary>
    private sealed class Run(
        HandoverCall call, AppEnvironment environment, OpenSource source, RotationSession session, RotationReader reader, RotationExecutor executor, TimeProvider clock)
    {
        private const string ToGoBack = "--abort takes it back";
        private const string Verb = $"hand over to {Recipient}";

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
                (true, null) => throw new UsageException("there is nothing to take back: no adoption is under way"),
                (_, { Plan.Goal: not { Handover: not null } }) => throw new UsageException(
                    $"a rotation of {begun.Plan.Scope.Secret.Ref} is under way", $"kubectl webhook-cert rotate {call.Typed}, which goes on with it, or with --abort takes it back"),
                (true, _) => await AbortAsync(begun, cancellationToken),
                (false, { IsAborted: true }) => throw new UsageException($"the adoption of {begun.Plan.Scope.Secret.Ref} is being taken back", "the same command with --abort ends that"),
                (false, not null) when call.DryRun == DryRun.None => await ResumeAsync(begun, cancellationToken),
                (false, not null) => await ShowAsync(begun, cancellationToken),
                _ => await BeginAsync(selected, cancellationToken),
            };
        }

        private async Task<ExitCode> BeginAsync(Inventory selected, CancellationToken cancellationToken)
        {
            var prepared = await reader.ReadAsync(selected, cancellationToken);
            var now = clock.GetUtcNow();
            var plan = await PlanAsync(prepared, now, cancellationToken);
            if (call.DryRun == DryRun.Client)
            {
                await PrintAsync(plan, now, cancellationToken);
                return ExitCode.Done;
            }

            await PermissionCheck.RequireAsync(source.Cluster, plan, cancellationToken);
            if (call.DryRun == DryRun.Server)
            {
                await executor.RehearseAsync(plan, call.Options, now, isDryRun: true, cancellationToken);
                await environment.Out.WriteLineAsync($"secret/{plan.Scope.Secret.Name} adopted (server dry run)");
                return ExitCode.Done;
            }

            await session.ConfirmAsync(plan, Verb, call.Options.Confirmed, cancellationToken);
            await session.KeepAsync(plan, call.BackupFolder, now, cancellationToken);
            var done = await session.GuardAsync(() => executor.RunAsync(plan, call.Options, now, cancellationToken), ToGoBack);
            await ReportAsync(done, "adopted", prepared, cancellationToken);
            return ExitCode.Done;
        }

        private async Task<RotationPlan> PlanAsync(RotationPreparation prepared, DateTimeOffset now, CancellationToken cancellationToken)
        {
            var scope = prepared.Scope;
            var certManager = new CertManagerReader(source.Cluster);
            var others = CertManagerPlanner.Others(scope, prepared.Inventory);
            CertManagerPlanner.Check(scope, others, others.Count == 0 || await certManager.InjectorMergesAsync(cancellationToken), call.Options.Force);
            await certManager.RequireRoomAsync(scope, call.Issuer is null, cancellationToken);
            var issuer = call.Issuer is { } choice
                ? await certManager.ReadIssuerAsync(choice, scope.Secret.Namespace, call.Options.Force, cancellationToken)
                : null;
            var plan = CertManagerPlanner.Plan(scope, call.Options, Goal(scope, issuer, now), now, prepared.Server);
            if (!call.Options.Force)
            {
                KeeperCheck.Refuse(plan, prepared.Inventory, prepared.Snapshot);
            }

            InterceptionCheck.Refuse(plan, prepared.Inventory, prepared.Snapshot, new PlanInvariant(now, prepared.Server));
            return plan with
            {
                Notes =
                [
                    .. plan.Notes,
                    .. others.Select(other => $"{other} is served from elsewhere: the injector adds the CA to its CA bundle, too"),
                    .. KeeperCheck.Notes(plan, prepared.Inventory, prepared.Snapshot),
                ],
            };
        }

        private RotationGoal Goal(RotationScope scope, KnownIssuer? issuer, DateTimeOffset now)
        {
            try
            {
                var request = new IssuePlanner(scope, CertManagerPlanner.WithSoundKeys(scope, call.Options), false, now).Plan();
                if (issuer is not null)
                {
                    return CertManagerPlanner.WithIssuer(scope, request, issuer, now);
                }

                using var key = request.Authority is null ? SigningKey.Load(AuthorityKeys.Read(scope)!) : null;
                var material = CertificateMaker.Make(request, key is null ? null : new CertificateAuthority(scope.Authority!, key));
                var kept = material.AuthorityKey ?? new PrivateKeyText(key!.ExportPem(PrivateKeyEncoding.Pkcs8));
                return CertManagerPlanner.WithOwnIssuer(scope, request, material, kept, now);
            }
            catch (IssuingException failure)
            {
                throw new AdoptionRefusedException($"cannot adopt {scope.Secret.Ref}: {failure.Message}", "kubectl webhook-cert rotate TARGET --ca, which makes a CA anew; then adopt it");
            }
        }

        private async Task PrintAsync(RotationPlan plan, DateTimeOffset now, CancellationToken cancellationToken)
        {
            var text = call.Format is OutputFormat.Human or OutputFormat.Name
                ? RotationOutput.Render(plan, call.Format, now, noHeaders: false)
                : CertManagerOutput.Render(plan, call.Format);
            await environment.Out.WriteAsync(text.AsMemory(), cancellationToken);
        }

        private async Task<ExitCode> ShowAsync(RotationUnderWay begun, CancellationToken cancellationToken)
        {
            await environment.Error.WriteLineAsync($"warning: an adoption of {begun.Plan.Scope.Secret.Ref} is under way, {begun.Completed} of {begun.Plan.Steps.Count} steps are done: what follows is that one");
            await PrintAsync(begun.Plan, clock.GetUtcNow(), cancellationToken);
            return ExitCode.Done;
        }

        private async Task<ExitCode> ResumeAsync(RotationUnderWay begun, CancellationToken cancellationToken)
        {
            var secret = begun.Plan.Scope.Secret.Ref;
            await environment.Error.WriteLineAsync($"going on with the adoption of {secret} that was begun at {begun.Started.UtcDateTime:u}: {begun.Completed} of {begun.Plan.Steps.Count} steps are done");
            return await EndAsync(await session.GuardAsync(() => executor.ResumeAsync(secret, cancellationToken), ToGoBack), "adopted", cancellationToken);
        }

        private async Task<ExitCode> AbortAsync(RotationUnderWay begun, CancellationToken cancellationToken)
        {
            var secret = begun.Plan.Scope.Secret.Ref;
            await environment.Error.WriteLineAsync($"taking back the adoption of {secret} that was begun at {begun.Started.UtcDateTime:u}");
            await session.ConfirmAsync(begun.Plan, "take back the adoption of", call.Options.Confirmed, cancellationToken);
            return await EndAsync(await session.GuardAsync(() => executor.AbortAsync(secret, ApiServerVersion.Newest, cancellationToken), "with --abort"), "aborted", cancellationToken);
        }

        private async Task<ExitCode> EndAsync(RotationOutcome? done, string what, CancellationToken cancellationToken)
        {
            if (done is null)
            {
                await environment.Error.WriteLineAsync("another run has ended it meanwhile");
            }
            else
            {
                await ReportAsync(done, what, null, cancellationToken);
            }

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

/// <summary>What was typed.</summary>
/// <param name="Target">Whose certificate.</param>
/// <param name="Typed">The same as it was typed.</param>
/// <param name="Options">What is wanted.</param>
/// <param name="Format">How the outcome is printed.</param>
/// <param name="DryRun">What is written.</param>
internal sealed record HandoverCall(Target Target, string Typed, RotationOptions Options, OutputFormat Format, DryRun DryRun)
{
    /// <summary>The issuer that signs then; null: one of its own.</summary>
    public IssuerChoice? Issuer { get; init; }

    /// <summary>The serving Secret that was named, or null.</summary>
    public SecretChoice? Secret { get; init; }

    /// <summary><c>--abort</c>.</summary>
    public bool IsAbort { get; init; }

    /// <summary>Where the backup is kept on this machine, too; null: nowhere.</summary>
    public string? BackupFolder { get; init; }
}
