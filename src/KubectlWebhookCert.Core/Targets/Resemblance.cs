namespace KubectlWebhookCert.Core.Targets;

/// <summary>Which known names resemble one that is not there.</summary>
public static class Resemblance
{
    private const int Shown = 3;

    /// <summary>At most three names, nearest first: those that contain it or are contained in it, and those a few letters away.</summary>
    /// <param name="wanted">The name that is not there.</param>
    /// <param name="known">The names that are.</param>
    public static IReadOnlyList<string> Closest(string wanted, IEnumerable<string> known)
    {
        ArgumentNullException.ThrowIfNull(wanted);
        var allowed = Math.Max(2, wanted.Length / 3);
        return
        [
            .. known.Distinct(StringComparer.Ordinal)
                .Select(name => new Candidate(name, Score(wanted, name)))
                .Where(candidate => candidate.Distance <= allowed)
                .OrderBy(candidate => candidate.Distance)
                .ThenBy(candidate => candidate.Name, StringComparer.Ordinal)
                .Take(Shown)
                .Select(candidate => candidate.Name),
        ];
    }

    private static int Score(string wanted, string name)
    {
        const int ShortestPart = 3; // a part of one or two letters is in half of all names
        var (shorter, longer) = wanted.Length < name.Length ? (wanted, name) : (name, wanted);
        return shorter.Length >= ShortestPart && longer.Contains(shorter, StringComparison.OrdinalIgnoreCase)
            ? 1
            : Distance(wanted, name);
    }

    // Levenshtein, one row at a time, letter case ignored
    private static int Distance(string one, string other)
    {
        var row = new int[other.Length + 1];
        for (var column = 0; column < row.Length; column++)
        {
            row[column] = column;
        }

        for (var line = 1; line <= one.Length; line++)
        {
            var diagonal = row[0];
            row[0] = line;
            for (var column = 1; column < row.Length; column++)
            {
                var above = row[column];
                var same = char.ToUpperInvariant(one[line - 1]) == char.ToUpperInvariant(other[column - 1]);
                row[column] = Math.Min(Math.Min(above, row[column - 1]) + 1, diagonal + (same ? 0 : 1));
                diagonal = above;
            }
        }

        return row[^1];
    }

    private sealed record Candidate(string Name, int Distance);
}
