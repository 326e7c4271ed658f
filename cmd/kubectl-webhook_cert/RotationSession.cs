using KubectlWebhookCert.Cluster.Execution;
using KubectlWebhookCert.Core.Errors;
using KubectlWebhookCert.Core.Planning;
using KubectlWebhookCert.Core.Reporting;

namespace KubectlWebhookCert.Commands;

/// <summary>What <c>rotate</c> and <c>restore</c> have in common: to ask, to say what is left when a run ends early, to report.</summary>
/// <param name="environment">The outside world.</param>
/// <param name="source">The cluster.</param>
/// <param name="clock">The API server's clock.</param>
internal sealed class RotationSession(AppEnvironment environment, OpenSource source, TimeProvider clock)
{
    private readonly ConsoleProgress progress = new(environment.Error, environment.Clock, environment.IsTerminal ? environment.TerminalWidth ?? 80 : null);

    /// <summary>Shows what is under way.</summary>
    public IRotationProgress Progress => progress;

    /// <summary>Shows a plan and asks, unless that was answered beforehand.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="verb">What is about to be done to the Secret: <c>rotate</c>.</param>
    /// <param name="isConfirmed"><c>--yes</c>.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <exception cref="UsageException">There is nobody to ask, or the answer is no.</exception>
    public async Task ConfirmAsync(RotationPlan plan, string verb, bool isConfirmed, CancellationToken cancellationToken)
    {
        if (isConfirmed)
        {
            return;
        }

        var what = $"{verb} secret/{plan.Scope.Secret.Name} in namespace {plan.Scope.Secret.Namespace}";
        if (!environment.IsTerminal)
        {
            throw new UsageException($"to {what} is to write to the cluster, and there is no terminal to ask on", "see what it does with --dry-run=client, then add --yes");
        }

        await environment.Error.WriteAsync($"{PlanText.Format(plan, clock.GetUtcNow(), noHeaders: false)}\n{what}? [y/N] ");
        var answer = await environment.In.ReadLineAsync(cancellationToken);
        if (answer?.Trim() is not ("y" or "Y" or "yes"))
        {
            throw new UsageException("not confirmed: nothing was written");
        }
    }

    /// <summary>Keeps what is about to be overwritten on this machine, too, where that was asked for.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="folder">Where; null: nowhere.</param>
    /// <param name="now">UTC.</param>
    /// <param name="cancellationToken">Stops writing.</param>
    /// <exception cref="UsageException">It cannot be written.</exception>
    public async Task KeepAsync(RotationPlan plan, string? folder, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (folder is not null)
        {
            await progress.TellAsync($"backup: {await BackupFiles.WriteAsync(folder, plan.Scope, now, cancellationToken)}");
        }
    }

    /// <summary>Runs what goes through a plan. Where that ends early, it says how to go on.</summary>
    /// <param name="run">What to run.</param>
    /// <param name="command">What to type to go on.</param>
    public async Task<T> GuardAsync<T>(Func<Task<T>> run, string command)
    {
        try
        {
            return await run();
        }
        catch (Exception failure) when (failure is WebhookCertException or OperationCanceledException && failure is not RotationRefusedException)
        {
            await progress.EndAsync();
            await environment.Error.WriteLineAsync($"not done: what is there is safe as it is; the same command goes on, {command}");
            throw;
        }
        finally
        {
            await progress.EndAsync();
        }
    }

    /// <summary>Tells on the Services, and on standard output, what was done.</summary>
    /// <param name="report">What was done.</param>
    /// <param name="format">How.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    public async Task ReportAsync(RotationReport report, OutputFormat format, CancellationToken cancellationToken)
    {
        var secret = report.Plan.Scope.Secret;
        var message = $"serving certificate in secret/{secret.Name} {report.Result}: "
            + $"{Fingerprint(report.Plan.Scope.Original)} was served before, {Fingerprint(report.Stored)} is stored now; backup: secret {report.Backup}";
        foreach (var service in report.Plan.Scope.Services)
        {
            if (await RotationEvent.WriteAsync(source.Cluster, service, $"Certificate{char.ToUpperInvariant(report.Result[0])}{report.Result[1..]}", message, clock.GetUtcNow(), cancellationToken) is { } why)
            {
                await environment.Error.WriteLineAsync($"warning: no Event was written on {service}: {Printable.Escape(why)}");
            }
        }

        await environment.Out.WriteAsync(RotationOutput.Render(report, format, clock.GetUtcNow()).AsMemory(), cancellationToken);
    }

    private static string Fingerprint(SecretVersion? version) => version?.Chain is [var leaf, ..] ? $"sha256:{leaf.Sha256}" : "nothing";
}
