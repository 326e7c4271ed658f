using KubectlWebhookCert.Core.Errors;
using KubectlWebhookCert.Core.Reporting;

namespace KubectlWebhookCert.Commands;

/// <summary>Prints failures, kubectl's way: one <c>error:</c> line, then a <c>hint:</c> where there is something to type.</summary>
internal static class ErrorWriter
{
    /// <summary>Prints a failure.</summary>
    /// <param name="failure">What happened.</param>
    /// <param name="error">Standard error.</param>
    /// <returns>The process's exit code.</returns>
    public static int Write(WebhookCertException failure, TextWriter error)
    {
        error.WriteLine(Printable.Escape(failure.FirstLine));
        if (failure.Hint is { } hint)
        {
            error.WriteLine($"hint: {Printable.Escape(hint)}");
        }

        return (int)failure.ExitCode;
    }
}
