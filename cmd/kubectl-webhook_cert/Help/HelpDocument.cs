using System.CommandLine;
using KubectlWebhookCert.Core;

namespace KubectlWebhookCert.Commands.Help;

/// <summary>A command's help before it has a form: text for a terminal, a man page, Markdown.</summary>
/// <param name="Name">As it is typed: <c>kubectl webhook-cert inspect</c>.</param>
/// <param name="Text">What it says.</param>
/// <param name="Flags">Its own flags, by heading.</param>
/// <param name="Commands">Its subcommands, by heading.</param>
/// <param name="GlobalFlags">The flags of every command.</param>
internal sealed record HelpDocument(
    string Name, CommandText Text, ValueList<HelpSection> Flags, ValueList<HelpSection> Commands, HelpSection GlobalFlags)
{
    /// <summary>The whole command line, in kubectl's form.</summary>
    public string Usage => $"{Name} {Text.Usage}";

    /// <summary>Paragraphs of the explanation.</summary>
    public IEnumerable<string> Paragraphs => Text.Explanation.Split("\n\n", StringSplitOptions.RemoveEmptyEntries);

    /// <summary>Whether a paragraph stays as it is.</summary>
    /// <param name="paragraph">The paragraph.</param>
    public static bool IsVerbatim(string paragraph) => paragraph.StartsWith(' ');

    /// <summary>The help of a command.</summary>
    /// <param name="command">The command.</param>
    public static HelpDocument Of(DocumentedCommand command)
    {
        var path = Path(command);
        var own = path.Count > 1 ? Sections(command) : [];
        return new HelpDocument(
            string.Join(' ', path.Select(part => part.Name).Prepend("kubectl")),
            command.Text,
            own,
            [.. command.Commands.Select(group => new HelpSection(group.Title, [.. group.Commands.Select(one => new HelpEntry(one.Name, one.Text.Summary))]))],
            Sections(path[0])[0]);
    }

    /// <summary>A flag as it is typed, with a word for its value: <c>-o, --output=FORMAT</c>.</summary>
    /// <param name="flag">The flag.</param>
    public static string Term(Option flag) =>
        string.Join(", ", flag.Aliases.Append(flag.Name).OrderBy(name => name.Length)) + (flag.HelpName is { } value ? $"={value}" : string.Empty);

    // the plugin first: the name of whoever runs it is put in front of it
    private static List<DocumentedCommand> Path(DocumentedCommand command)
    {
        List<DocumentedCommand> path = [command];
        while (path[0].Parents.OfType<DocumentedCommand>().FirstOrDefault() is { } parent)
        {
            path.Insert(0, parent);
        }

        return path;
    }

    private static ValueList<HelpSection> Sections(DocumentedCommand command) =>
    [
        .. FlagGroup.All
            .Select(group => new HelpSection(
                group.Title,
                [.. command.Flags.Where(added => added.Group == group).SelectMany(added => added.Flags).Select(flag => new HelpEntry(Term(flag), flag.Description ?? string.Empty))]))
            .Where(section => section.Entries.Count > 0),
    ];
}

/// <summary>Flags or commands under one heading.</summary>
/// <param name="Title">The heading.</param>
/// <param name="Entries">What stands under it.</param>
internal sealed record HelpSection(string Title, ValueList<HelpEntry> Entries);

/// <summary>A flag or a command.</summary>
/// <param name="Term">As it is typed.</param>
/// <param name="Description">What it does.</param>
internal sealed record HelpEntry(string Term, string Description);
