namespace KubectlWebhookCert.Tests.Handbook;

/// <summary>One command of a console block, and what it printed.</summary>
/// <param name="Command">As typed, without the prompt.</param>
/// <param name="Output">Both streams, without the line feeds at the end.</param>
internal sealed record ConsoleEntry(string Command, string Output)
{
    private const string Prompt = "$ ";

    /// <exception cref="InvalidDataException">The block does not begin with a command.</exception>
    public static IReadOnlyList<ConsoleEntry> Read(HandbookBlock block)
    {
        List<(string Command, List<string> Output)> entries = [];
        foreach (var line in block.Lines)
        {
            if (line.StartsWith(Prompt, StringComparison.Ordinal))
            {
                entries.Add((line[Prompt.Length..], []));
            }
            else if (entries.Count > 0)
            {
                entries[^1].Output.Add(line);
            }
            else
            {
                throw new InvalidDataException($"{block.Place}: a console block begins with \"$ \" and a command");
            }
        }

        return [.. entries.Select(entry => new ConsoleEntry(entry.Command, string.Join('\n', entry.Output).TrimEnd('\n')))];
    }

    /// <summary>The lines of a block that shows it.</summary>
    public IEnumerable<string> Lines => Output.Length == 0 ? [Prompt + Command] : [Prompt + Command, .. Output.Split('\n')];
}
