using System.Globalization;
using System.Text;
using KubectlWebhookCert.Core.Planning;
using KubectlWebhookCert.X509;

namespace KubectlWebhookCert.Core.Reporting;

/// <summary>A plan for people: what takes the place of what, then the steps.</summary>
public static class PlanText
{
    /// <summary>Several lines, each ended by a line feed.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="now">The instant to count from, UTC.</param>
    /// <param name="noHeaders"><c>--no-headers</c>.</param>
    public static string Format(RotationPlan plan, DateTimeOffset now, bool noHeaders)
    {
        ArgumentNullException.ThrowIfNull(plan);
        var scope = plan.Scope;
        List<(string Label, string Text)> lines = [("Secret", scope.Secret.Ref.ToString()), ("Owner", $"{scope.Owner.Name} (strategy {plan.Strategy})")];
        lines.AddRange(Replaced("Certificate", Leaf(scope.Original), plan.Goal is { Handover: null } goal ? Leaf(goal.Secret) : null, plan.IssuedBy, now));
        if (PlanDocumentBuilder.NewAuthority(plan) is { } authority)
        {
            lines.AddRange(Replaced("CA", scope.Authority, authority, plan.IssuedBy, now));
        }

        lines.Add(("CA bundles", string.Join("; ", scope.Bundles.Select(bundle => bundle.Place.ToString()))));
        lines.AddRange(plan.Notes.Select(note => ("Note", note)));
        if (plan.Gap is { } gap)
        {
            lines.Add(("Gap", gap));
        }

        var width = lines.Max(line => line.Label.Length) + 3;
        var text = new StringBuilder();
        foreach (var (label, value) in lines)
        {
            text.Append(CultureInfo.InvariantCulture, $"{(label + ":").PadRight(width)}{Printable.Escape(value)}\n");
        }

        return text.Append('\n').Append(Steps(plan, noHeaders)).ToString();
    }

    private static Certificate? Leaf(SecretVersion version) => version.Chain is [var leaf, ..] ? leaf : null;

    private static string Steps(RotationPlan plan, bool noHeaders) => Table.Format(
        noHeaders ? null : ["STEP", "WRITES", "WHAT"],
        [
            .. plan.Steps.Select((step, index) => (IReadOnlyList<string>)
                [(index + 1).ToString(CultureInfo.InvariantCulture), step.Writes ? "yes" : "no", step.Title]),
        ]);

    private static IEnumerable<(string Label, string Text)> Replaced(string what, Certificate? old, Certificate? replacement, string owner, DateTimeOffset now)
    {
        if (old is not null)
        {
            yield return ($"{what} now", CertificateWords.Dates(old, now));
        }

        yield return ($"{what} then", replacement is null ? $"what {owner} issues" : $"{CertificateWords.Dates(replacement, now)}, {replacement.PublicKey}");
        if (replacement is { IsCa: false })
        {
            yield return ("Names", CertificateWords.Names(replacement));
        }
    }
}
