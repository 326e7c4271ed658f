using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using KubectlWebhookCert.Commands.Commands;
using KubectlWebhookCert.Core.Errors;

namespace KubectlWebhookCert.Commands;

/// <summary>Words to command to exit code. The only place that catches, and the only one that prints errors.</summary>
internal static class App
{
    // System.CommandLine abandons an action two seconds after Ctrl-C unless told otherwise.
    private static readonly TimeSpan TimeToFinish = TimeSpan.FromSeconds(60);

    /// <summary>Runs one command line.</summary>
    /// <param name="arguments">What stands behind <c>kubectl webhook-cert</c>.</param>
    /// <param name="environment">The outside world.</param>
    /// <returns>The process's exit code.</returns>
    public static async Task<int> RunAsync(string[] arguments, AppEnvironment environment)
    {
        try
        {
            var result = CommandTree(environment).Parse(["webhook-cert", .. AskingForHelp(arguments)]);
            if (result.Action is ParseErrorAction)
            {
                throw UsageErrors.From(result);
            }

            return await result.InvokeAsync(new InvocationConfiguration
            {
                Output = environment.Out,
                Error = environment.Error,
                EnableDefaultExceptionHandler = false,
                ProcessTerminationTimeout = TimeToFinish,
            });
        }
        catch (WebhookCertException failure)
        {
            return ErrorWriter.Write(failure, environment.Error);
        }
        catch (OperationCanceledException)
        {
            return (int)ExitCode.Interrupted;
        }
        catch (IOException failure)
        {
            // Standard output is gone (`| head`): nobody is left to read the rest.
            return ErrorWriter.Write(new UsageException($"cannot write the output: {failure.Message}", null, failure), environment.Error);
        }
    }

    // As kubectl: no words, `help` and `help COMMAND` ask for help.
    private static string[] AskingForHelp(string[] arguments) => arguments switch
    {
        [] => ["--help"],
        ["help", .. var command] => [.. command, "--help"],
        _ => arguments,
    };

    // kubectl is the parent so that usage lines read `kubectl webhook-cert ...`, as Krew asks.
    private static Command CommandTree(AppEnvironment environment)
    {
        var connection = new GlobalOptions();
        var plugin = new Command("webhook-cert", "Inspect the certificates of admission, conversion and aggregation webhooks")
        {
            InspectCommand.Create(connection, environment),
            VersionCommand.Create(environment),
        };
        connection.AddTo(plugin);
        plugin.Options.Add(new HelpOption());
        return new Command("kubectl") { plugin };
    }
}
