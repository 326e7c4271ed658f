using KubectlWebhookCert.Commands.Help;
using KubectlWebhookCert.Commands.Help.Texts;
using KubectlWebhookCert.Core.Errors;

namespace KubectlWebhookCert.Commands.Commands;

/// <summary><c>options</c>: the flags of every command, which the help of each leaves out, as kubectl's does.</summary>
internal static class OptionsCommand
{
    /// <summary>Declares the command.</summary>
    /// <param name="environment">The outside world.</param>
    public static DocumentedCommand Create(AppEnvironment environment)
    {
        var command = new DocumentedCommand("options", OptionsText.Text);
        command.SetAction(_ =>
        {
            environment.Out.Write(HelpPage.FormatGlobalFlags(HelpDocument.Of(command), environment.TerminalWidth));
            return (int)ExitCode.Done;
        });
        return command;
    }
}
