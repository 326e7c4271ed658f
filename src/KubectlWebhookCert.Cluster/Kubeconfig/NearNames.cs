namespace KubectlWebhookCert.Cluster.Kubeconfig;

/// <summary>Which names somebody may have meant.</summary>
internal static class NearNames
{
    private const int Most = 3;

    /// <summary>The nearest names, best first: those that contain what was typed, and those a few letters away.</summary>
    public static IReadOnlyList<string> Find(string typed, IEnumerable<string> names)
    {
        var allowed = Math.Max(2, typed.Length / 3);
        return
        [
            .. names
                .Select(name => (
                    Name: name,
                    Distance: name.Contains(typed, StringComparison.OrdinalIgnoreCase) ? 0 : Distance(typed, name)))
                .Where(candidate => candidate.Distance <= allowed)
                .OrderBy(candidate => candidate.Distance)
                .ThenBy(candidate => candidate.Name, StringComparer.Ordinal)
                .Take(Most)
                .Select(candidate => candidate.Name),
        ];
    }

    // Levenshtein, case aside.
    private static int Distance(string first, string second)
    {
        var above = new int[second.Length + 1];
        for (var column = 0; column < above.Length; column++)
        {
            above[column] = column;
        }

        for (var row = 0; row < first.Length; row++)
        {
            var diagonal = above[0];
            above[0] = row + 1;
            for (var column = 0; column < second.Length; column++)
            {
                var substituted = diagonal + (char.ToUpperInvariant(first[row]) == char.ToUpperInvariant(second[column]) ? 0 : 1);
                diagonal = above[column + 1];
                above[column + 1] = Math.Min(substituted, Math.Min(diagonal, above[column]) + 1);
            }
        }

        return above[^1];
    }
}
