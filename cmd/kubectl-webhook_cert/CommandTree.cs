using System.CommandLine;
using KubectlWebhookCert.Commands.Commands;
using KubectlWebhookCert.Commands.Help;
using KubectlWebhookCert.Commands.Help.Texts;

namespace KubectlWebhookCert.Commands;

/// <summary>Every command and flag there is.</summary>
internal sealed class CommandTree
{
    private readonly Command root;

    /// <summary>Builds it.</summary>
    /// <param name="environment">The outside world.</param>
    public CommandTree(AppEnvironment environment)
    {
        Plugin = new DocumentedCommand("webhook-cert", PluginText.Text);
        Plugin.Add(
            "Commands That Only Read",
            InspectCommand.Create(Connection, environment),
            ValidateCommand.Create(Connection, environment),
            WhyCommand.Create(Connection, environment),
            ExplainCommand.Create(environment));
        Plugin.Add(
            "Commands That Write",
            RotateCommand.Create(Connection, environment),
            AdoptCommand.Create(Connection, environment),
            RestoreCommand.Create(Connection, environment));
        Plugin.Add("Other Commands", CompletionCommand.Create(environment), VersionCommand.Create(environment));
        Plugin.Subcommands.Add(OptionsCommand.Create(environment)); // listed by no one: every help names it
        Connection.AddTo(Plugin);
        Plugin.Add(FlagGroup.Global, ShowHelp.Flag(environment));

        // kubectl is the parent so that the path of a command reads `kubectl webhook-cert ...`
        root = new Command("kubectl") { Plugin };
    }

    /// <summary>The plugin as a whole.</summary>
    public DocumentedCommand Plugin { get; }

    /// <summary>The connection flags, which every command has.</summary>
    public GlobalOptions Connection { get; } = new();

    /// <summary>What was typed.</summary>
    /// <param name="words">What stands behind <c>kubectl webhook-cert</c>.</param>
    public ParseResult Parse(IEnumerable<string> words) => root.Parse([Plugin.Name, .. words]);
}
