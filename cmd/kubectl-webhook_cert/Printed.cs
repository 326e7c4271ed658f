using KubectlWebhookCert.Core.Errors;

namespace KubectlWebhookCert.Commands;

/// <summary>What a command has to say in the end.</summary>
/// <param name="Out">For standard output.</param>
/// <param name="Notes">For standard error.</param>
/// <param name="ExitCode">What the process returns.</param>
internal sealed record Printed(string Out, string Notes, ExitCode ExitCode)
{
    /// <summary>Says it, the result first.</summary>
    /// <param name="environment">The outside world.</param>
    /// <param name="cancellationToken">Stops writing.</param>
    public async Task WriteAsync(AppEnvironment environment, CancellationToken cancellationToken)
    {
        await environment.Out.WriteAsync(Out.AsMemory(), cancellationToken);
        await environment.Out.FlushAsync(cancellationToken);
        await environment.Error.WriteAsync(Notes.AsMemory(), cancellationToken);
    }
}
