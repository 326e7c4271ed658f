namespace KubectlWebhookCert.Tests.Handbook;

/// <summary>Runs the console blocks of a page and compares what they print with what they show; UPDATE_GOLDEN=1 writes it into the page.</summary>
internal static class HandbookRun
{
    /// <param name="page">The page.</param>
    /// <param name="isRun">The blocks that are run.</param>
    /// <param name="varying">What differs between two runs.</param>
    /// <param name="run">Runs a command; returns what it prints.</param>
    public static async Task CheckAsync(HandbookPage page, Func<HandbookBlock, bool> isRun, VaryingText varying, Func<string, Task<string>> run)
    {
        Dictionary<HandbookBlock, IReadOnlyList<string>> now = [];
        List<(string Place, string Shown, string Actual)> differences = [];
        foreach (var block in page.Blocks.Where(isRun))
        {
            List<string> lines = [];
            foreach (var entry in ConsoleEntry.Read(block))
            {
                var actual = new ConsoleEntry(varying.Present(entry.Command), "");
                actual = actual with { Output = (await run(actual.Command)).TrimEnd('\n') };
                varying.Learn(entry.Output, actual.Output);
                lines.AddRange(actual.Lines);
                if (varying.Hidden(entry.Output) != varying.Hidden(actual.Output))
                {
                    differences.Add(($"{block.Place}: {entry.Command}", entry.Output, actual.Output));
                }
            }

            now[block] = lines;
        }

        if (differences.Count > 0 && Environment.GetEnvironmentVariable("UPDATE_GOLDEN") == "1")
        {
            page.Write(now);
            return;
        }

        Assert.All(differences, each => Assert.Equal($"{each.Place}\n{varying.Hidden(each.Shown)}", $"{each.Place}\n{varying.Hidden(each.Actual)}"));
    }
}
