using System.CommandLine;

namespace KubectlWebhookCert.Commands.Help;

/// <summary>A command with its help; its flags and subcommands stand under headings.</summary>
/// <param name="name">What is typed.</param>
/// <param name="text">What its help says.</param>
internal sealed class DocumentedCommand(string name, CommandText text) : Command(name, text.Summary)
{
    private readonly List<GroupedFlags> flags = [];
    private readonly List<GroupedCommands> commands = [];

    /// <summary>What its help says.</summary>
    public CommandText Text => text;

    /// <summary>Its own flags, as they were added.</summary>
    public IReadOnlyList<GroupedFlags> Flags => flags;

    /// <summary>Its subcommands that are listed.</summary>
    public IReadOnlyList<GroupedCommands> Commands => commands;

    /// <summary>Adds flags under a heading.</summary>
    /// <param name="group">The heading.</param>
    /// <param name="added">The flags.</param>
    public void Add(FlagGroup group, params IReadOnlyList<Option> added)
    {
        flags.Add(new GroupedFlags(group, added));
        foreach (var flag in added)
        {
            Options.Add(flag);
        }
    }

    /// <summary>Adds subcommands under a heading.</summary>
    /// <param name="title">The heading.</param>
    /// <param name="added">The subcommands.</param>
    public void Add(string title, params IReadOnlyList<DocumentedCommand> added)
    {
        commands.Add(new GroupedCommands(title, added));
        foreach (var command in added)
        {
            Subcommands.Add(command);
        }
    }
}

/// <summary>Flags under one heading.</summary>
/// <param name="Group">The heading.</param>
/// <param name="Flags">The flags, as they are shown.</param>
internal sealed record GroupedFlags(FlagGroup Group, IReadOnlyList<Option> Flags);

/// <summary>Subcommands under one heading.</summary>
/// <param name="Title">The heading.</param>
/// <param name="Commands">The subcommands, as they are shown.</param>
internal sealed record GroupedCommands(string Title, IReadOnlyList<DocumentedCommand> Commands);
