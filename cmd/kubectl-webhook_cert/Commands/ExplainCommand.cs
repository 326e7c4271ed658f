using System.CommandLine;
using KubectlWebhookCert.Commands.Help;
using KubectlWebhookCert.Commands.Help.Texts;
using KubectlWebhookCert.Core.Errors;
using KubectlWebhookCert.Core.Reporting;
using KubectlWebhookCert.Core.Rules;

namespace KubectlWebhookCert.Commands.Commands;

/// <summary><c>explain</c>: what a finding means, how it comes about and how to mend it. Reads nothing.</summary>
internal static class ExplainCommand
{
    /// <summary>What is typed.</summary>
    public const string Name = "explain";

    /// <summary>Declares the command.</summary>
    /// <param name="environment">The outside world.</param>
    public static DocumentedCommand Create(AppEnvironment environment)
    {
        var code = new Argument<string?>("CODE") { Arity = ArgumentArity.ZeroOrOne };
        code.Validators.Add(UsageErrors.RefuseFlags);
        var list = new Option<bool>("--list") { Description = "List every code" };
        var noHeaders = new Option<bool>("--no-headers") { Description = "When printing the list, don't print headers" };
        var command = new DocumentedCommand(Name, ExplainText.Text) { code };
        command.Add(FlagGroup.Output, list, noHeaders);
        command.SetAction(result =>
        {
            environment.Out.Write((result.GetValue(code), result.GetValue(list)) switch
            {
                (null, true) => RuleTable.Format(RuleSet.All, result.GetValue(noHeaders)),
                ({ } wanted, false) => RuleExplanation.Format(RuleSet.Find(wanted) ?? throw JudgingOptions.UnknownCode(wanted), environment.TerminalWidth),
                (null, false) => throw new UsageException("a code is needed", "kubectl webhook-cert explain --list"),
                _ => throw new UsageException("a code and --list exclude each other", "kubectl webhook-cert explain --list"),
            });
            return (int)ExitCode.Done;
        });
        return command;
    }
}
