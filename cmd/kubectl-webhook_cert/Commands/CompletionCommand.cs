using System.CommandLine;
using KubectlWebhookCert.Commands.Completing;
using KubectlWebhookCert.Commands.Help;
using KubectlWebhookCert.Commands.Help.Texts;
using KubectlWebhookCert.Core.Errors;

namespace KubectlWebhookCert.Commands.Commands;

/// <summary><c>completion</c>: what makes a shell, or kubectl, ask this program how a command line may go on.</summary>
internal static class CompletionCommand
{
    /// <summary>What is typed.</summary>
    public const string Name = "completion";

    /// <summary>Declares the command.</summary>
    /// <param name="environment">The outside world.</param>
    public static DocumentedCommand Create(AppEnvironment environment)
    {
        var shell = new Argument<string?>("SHELL") { Arity = ArgumentArity.ZeroOrOne };
        shell.Validators.Add(UsageErrors.RefuseFlags);
        var command = new DocumentedCommand(Name, CompletionText.Text) { shell };
        command.SetAction(result =>
        {
            var word = result.GetValue(shell) ?? string.Empty;
            var script = CompletionScript.Find(word) ?? throw new UsageException(
                word.Length == 0 ? "shell not specified" : $"unsupported shell type \"{word}\"",
                ChoiceOption.Hint(word, [.. CompletionScript.All.Select(known => known.Name)]));
            environment.Out.Write(script.Read());
            return (int)ExitCode.Done;
        });
        return command;
    }
}
