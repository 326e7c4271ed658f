using System.Globalization;
using System.Text;

namespace KubectlWebhookCert.Tests.Oracle;

/// <summary>A case about which the two verifiers disagree.</summary>
/// <param name="Asked">The case.</param>
/// <param name="Differences">In each version that disagrees.</param>
internal sealed record Disagreement(OracleCase Asked, IReadOnlyList<Difference> Differences)
{
    /// <summary>All that is needed to judge it again.</summary>
    public override string ToString()
    {
        var text = new StringBuilder();
        text.AppendLine(CultureInfo.InvariantCulture, $"seed {Asked.Seed}, case {Asked.Index}: {string.Join(" + ", Asked.Planted)}");
        foreach (var difference in Differences)
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"  {difference.Server}");
            text.AppendLine(CultureInfo.InvariantCulture, $"    Go:   {difference.Theirs}");
            text.AppendLine(CultureInfo.InvariantCulture, $"    ours: {difference.Ours}");
        }

        return text.Append("  ").AppendLine(Asked.ToJson()).ToString();
    }
}
