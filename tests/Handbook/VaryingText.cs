using System.Text.RegularExpressions;

namespace KubectlWebhookCert.Tests.Handbook;

/// <summary>
/// What differs between two runs of the same commands. A page shows the values of the run that it was recorded from; they are compared by their
/// kind, and a command that names one means the one that stands in the same place now.
/// </summary>
internal sealed partial class VaryingText(Regex pattern)
{
    private readonly Dictionary<string, string> present = new(StringComparer.Ordinal);

    /// <summary>Over files, with a clock that stands still: fingerprints of what was just issued.</summary>
    public static VaryingText OfFiles() => new(Fingerprints());

    /// <summary>On a cluster: times, ages, fingerprints, ports, and names made of them or at random.</summary>
    public static VaryingText OfCluster() => new(Everything());

    /// <summary>The text with every such value replaced by the name of its kind, and columns as wide as their heads.</summary>
    public string Hidden(string text) => Gaps().Replace(pattern.Replace(text, match => $"<{Kind(match)}>"), "  ");

    /// <summary>Remembers which present value stands for which shown one.</summary>
    /// <param name="shown">What the page shows.</param>
    /// <param name="actual">What was printed now.</param>
    public void Learn(string shown, string actual)
    {
        foreach (var now in pattern.Matches(actual).Where(IsNamed))
        {
            present[Kind(now)] = now.Value; // the last of its kind, for a page that is written anew
        }

        if (Hidden(shown) == Hidden(actual))
        {
            foreach (var (before, now) in pattern.Matches(shown).Where(IsNamed).Zip(pattern.Matches(actual).Where(IsNamed)))
            {
                present[before.Value] = now.Value;
            }
        }
    }

    /// <summary>The command with the present values in it.</summary>
    public string Present(string command) =>
        pattern.Replace(command, match => present.GetValueOrDefault(match.Value) ?? present.GetValueOrDefault(Kind(match), match.Value));

    // what a command may name
    private static bool IsNamed(Match match) => Kind(match) is "stamp" or "fingerprint" or "digest";

    private static string Kind(Match match) => match.Groups.Values.Skip(1).First(group => group.Success).Name;

    [GeneratedRegex(@"\b(?<fingerprint>[0-9a-f]{64})|\b(?<digest>[0-9a-f]{12}(?=[…)]))")]
    private static partial Regex Fingerprints();

    [GeneratedRegex(
        @"(?<time>\b\d{4}-\d\d-\d\d(T\d\d:\d\d:\d\dZ)?)|\b(?<stamp>\d{14,17})\b|\b(?<fingerprint>[0-9a-f]{64})|\b(?<digest>[0-9a-f]{12}(?=[…)]))|(?<=-)(?<random>[0-9a-f]{8})\b|(?<=127\.0\.0\.1:)(?<port>\d+)"
        + @"|\b(?<length>\d+(\.\d+)? ?(ms|s|m|h|d|y)(\d+[smhd])?)\b")]
    private static partial Regex Everything();

    [GeneratedRegex("(?<=\\S) {2,}")]
    private static partial Regex Gaps();
}
