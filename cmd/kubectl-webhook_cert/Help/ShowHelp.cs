using System.CommandLine;
using System.CommandLine.Invocation;

namespace KubectlWebhookCert.Commands.Help;

/// <summary><c>--help</c>: prints the help of the command that was typed, whatever else was typed.</summary>
/// <param name="environment">The outside world.</param>
internal sealed class ShowHelp(AppEnvironment environment) : SynchronousCommandLineAction
{
    /// <inheritdoc/>
    public override bool ClearsParseErrors => true;

    /// <summary>The flag.</summary>
    /// <param name="environment">The outside world.</param>
    public static Option Flag(AppEnvironment environment) => new Option<bool>("--help", "-h")
    {
        Description = "Show the help of a command",
        Arity = ArgumentArity.Zero,
        Recursive = true,
        Action = new ShowHelp(environment),
    };

    /// <inheritdoc/>
    public override int Invoke(ParseResult parseResult)
    {
        environment.Out.Write(HelpPage.Format(HelpDocument.Of((DocumentedCommand)parseResult.CommandResult.Command), environment.TerminalWidth));
        return 0;
    }
}
