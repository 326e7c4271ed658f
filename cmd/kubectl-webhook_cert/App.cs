using System.CommandLine;
using System.CommandLine.Invocation;
using KubectlWebhookCert.Commands.Commands;
using KubectlWebhookCert.Commands.Completing;
using KubectlWebhookCert.Core.Errors;

namespace KubectlWebhookCert.Commands;

/// <summary>Words to command to exit code. The only place that catches, and the only one that prints errors.</summary>
internal static class App
{
    // System.CommandLine abandons an action two seconds after Ctrl-C unless told otherwise.
    private static readonly TimeSpan TimeToFinish = TimeSpan.FromSeconds(60);

    private const int BrokenPipe = 32; // EPIPE, which the platform passes on as the HResult on Unix

    /// <summary>Runs one command line.</summary>
    /// <param name="arguments">What stands behind <c>kubectl webhook-cert</c>.</param>
    /// <param name="environment">The outside world.</param>
    /// <param name="cancellationToken">Interrupts it, as Ctrl-C does.</param>
    /// <returns>The process's exit code.</returns>
    public static async Task<int> RunAsync(string[] arguments, AppEnvironment environment, CancellationToken cancellationToken)
    {
        ParseResult? result = null;
        try
        {
            var tree = new CommandTree(environment);
            if (arguments is [Completer.Command, .. var words])
            {
                await environment.Out.WriteAsync((await new Completer(tree, environment).CompleteAsync(words, cancellationToken)).ToText());
                await environment.Out.FlushAsync(CancellationToken.None);
                return (int)ExitCode.Done;
            }

            result = tree.Parse(CommandLineWords.Of(arguments));
            if (result.Action is ParseErrorAction)
            {
                throw UsageErrors.From(result);
            }

            var code = await result.InvokeAsync(
                new InvocationConfiguration
                {
                    Output = environment.Out,
                    Error = environment.Error,
                    EnableDefaultExceptionHandler = false,
                    ProcessTerminationTimeout = TimeToFinish,
                },
                cancellationToken);
            await environment.Out.FlushAsync(CancellationToken.None); // here, where a failure is told of
            return code;
        }
        catch (WebhookCertException failure)
        {
            return Failure(result, ErrorWriter.Write(failure, environment.Error));
        }
        catch (OperationCanceledException)
        {
            return (int)ExitCode.Interrupted;
        }
        catch (IOException failure) when (failure.HResult == BrokenPipe)
        {
            return (int)ExitCode.BrokenPipe; // `| head`: whoever reads has seen enough
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            // Standard output is full, or closed, which the platform calls an access denied and explains inside.
            var cause = failure.InnerException?.Message ?? failure.Message;
            return Failure(result, ErrorWriter.Write(new UsageException($"cannot write the output: {cause}", null, failure), environment.Error));
        }
        catch (Exception failure) when (failure is not OutOfMemoryException)
        {
            return Failure(result, ErrorWriter.Write(new InternalException(failure), environment.Error));
        }
    }

    // of validate 1 says that there are findings, and nothing else does
    private static int Failure(ParseResult? result, int code) =>
        code == (int)ExitCode.Failed && result?.CommandResult.Command.Name == ValidateCommand.Name ? (int)ExitCode.CouldNotCheck : code;
}
