using System.Text;

namespace KubectlWebhookCert.Packaging.Releases;

/// <summary>The notes of a release: its section of <c>CHANGELOG.md</c>.</summary>
internal static class ReleaseNotes
{
    /// <summary>The section's text without its heading.</summary>
    /// <param name="changelog">The whole file.</param>
    /// <param name="version">Without <c>v</c>; its heading is <c>## VERSION</c>, and what follows on the line, for example a date, does not matter.</param>
    /// <exception cref="PackagingException">It has no such section, or nothing in it.</exception>
    public static string Of(string changelog, string version)
    {
        var section = new StringBuilder();
        var inside = false;
        foreach (var line in changelog.Split('\n'))
        {
            if (line.StartsWith("## ", StringComparison.Ordinal))
            {
                inside = line.Split(' ', 3)[1].TrimEnd('\r') == version;
            }
            else if (inside)
            {
                section.Append(line).Append('\n');
            }
        }

        var text = section.ToString().Trim();
        return text.Length > 0
            ? text + "\n"
            : throw new PackagingException($"CHANGELOG.md says nothing of {version}", $"rename its section \"## Unreleased\" to \"## {version}\"");
    }
}
