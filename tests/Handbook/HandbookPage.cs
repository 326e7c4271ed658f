using System.Globalization;

namespace KubectlWebhookCert.Tests.Handbook;

/// <summary>A page of the handbook, or the README.</summary>
internal sealed class HandbookPage
{
    private const string Fence = "```";

    private readonly string path;
    private readonly string[] lines;

    private HandbookPage(string root, string name)
    {
        Name = name;
        path = Path.Combine(root, name);
        lines = File.ReadAllText(path).TrimEnd('\n').Split('\n');
        Blocks = [.. Find()];
    }

    /// <summary>Its path in the repository.</summary>
    public string Name { get; }

    /// <summary>In order.</summary>
    public IReadOnlyList<HandbookBlock> Blocks { get; }

    /// <summary>The text outside the blocks.</summary>
    public string Prose
    {
        get
        {
            var inside = Blocks.SelectMany(block => Enumerable.Range(block.Line, block.Lines.Count)).ToHashSet();
            return string.Join('\n', lines.Where((_, index) => !inside.Contains(index)));
        }
    }

    /// <summary>README.md and every page in docs, but for docs/reference, which is made from the program's own help.</summary>
    /// <param name="root">The checkout.</param>
    public static IReadOnlyList<string> Names(string root) =>
    [
        .. Directory.EnumerateFiles(Path.Combine(root, "docs"), "*.md", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(root, file).Replace('\\', '/'))
            .Where(name => !name.StartsWith("docs/reference/", StringComparison.Ordinal))
            .Append("README.md")
            .Order(StringComparer.Ordinal),
    ];

    /// <param name="root">The checkout.</param>
    /// <param name="name">The page's path in it.</param>
    public static HandbookPage Read(string root, string name) => new(root, name);

    /// <summary>Writes the page again with other lines in some blocks.</summary>
    /// <param name="changed">The blocks, and what they are to show.</param>
    public void Write(IReadOnlyDictionary<HandbookBlock, IReadOnlyList<string>> changed)
    {
        var text = lines.ToList();
        foreach (var block in Blocks.Reverse().Where(changed.ContainsKey))
        {
            text.RemoveRange(block.Line, block.Lines.Count);
            text.InsertRange(block.Line, changed[block]);
        }

        File.WriteAllText(path, string.Join('\n', text) + "\n");
    }

    private IEnumerable<HandbookBlock> Find()
    {
        int? open = null;
        for (var index = 0; index < lines.Length; index++)
        {
            if (!lines[index].TrimStart().StartsWith(Fence, StringComparison.Ordinal) && !lines[index].StartsWith("~~~", StringComparison.Ordinal))
            {
                continue;
            }

            if (!lines[index].StartsWith(Fence, StringComparison.Ordinal))
            {
                throw new InvalidDataException(string.Create(
                    CultureInfo.InvariantCulture, $"{Name}:{index + 1}: a fence begins its line, with three backticks, or the block is not seen"));
            }

            if (open is { } first)
            {
                yield return new HandbookBlock(Name, first + 1, lines[first][Fence.Length..].Trim(), lines[(first + 1)..index]);
            }

            open = open is null ? index : null;
        }

        if (open is not null)
        {
            throw new InvalidDataException($"{Name}: the last block has no end");
        }
    }
}
