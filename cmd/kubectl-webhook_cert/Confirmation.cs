using KubectlWebhookCert.Core.Errors;

namespace KubectlWebhookCert.Commands;

/// <summary>Asks before something is written.</summary>
internal static class Confirmation
{
    /// <summary>Shows a plan and asks, unless that was answered beforehand.</summary>
    /// <param name="environment">The outside world.</param>
    /// <param name="plan">The plan, ended by a line feed.</param>
    /// <param name="isConfirmed"><c>--yes</c>.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <exception cref="UsageException">There is nobody to ask, or the answer is no.</exception>
    public static async Task RequireAsync(AppEnvironment environment, string plan, bool isConfirmed, CancellationToken cancellationToken)
    {
        if (isConfirmed)
        {
            return;
        }

        if (!environment.IsTerminal)
        {
            throw new UsageException("this writes, and there is no terminal to ask on", "see what it does with --dry-run=client, then add --yes");
        }

        await environment.Error.WriteAsync($"{plan}\nGo on? [y/N] ");
        if ((await environment.In.ReadLineAsync(cancellationToken))?.Trim() is not ("y" or "Y" or "yes"))
        {
            throw new UsageException("not confirmed: nothing was written");
        }
    }
}
