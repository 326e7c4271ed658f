using System.Text;
using KubectlWebhookCert.Core.Model;
using KubectlWebhookCert.Core.Rules;
using KubectlWebhookCert.Core.Served;

namespace KubectlWebhookCert.Core.Reporting;

/// <summary><c>inspect -o markdown</c>: for a ticket. The chain behind each webhook; those of which the same can be said stand together.</summary>
public static class InspectionMarkdown
{
    /// <summary>The text.</summary>
    /// <param name="inventory">What was found.</param>
    /// <param name="served">What endpoints serve, as far as they were asked.</param>
    /// <param name="now">UTC.</param>
    public static string Format(Inventory inventory, ServedCertificates served, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(inventory);
        ArgumentNullException.ThrowIfNull(served);
        var count = inventory.Configurations.Sum(configuration => configuration.Webhooks.Count);
        var text = new StringBuilder("# Webhook certificates: ").Append(CountWords.Of(count, "webhook"))
            .Append("\n\nSeen at ").Append(Facts.Instant(now)).Append(".\n");
        foreach (var configuration in inventory.Configurations)
        {
            text.Append("\n## ").Append(configuration.Resource.Kind).Append(' ').Append(MarkdownText.Code(configuration.Resource.Name))
                .Append("\n\nOwner ").Append(MarkdownText.Inline(configuration.Owner.Name))
                .AppendJoin(string.Empty, configuration.Keepers.Select(keeper => $", kept by {MarkdownText.Inline(keeper.Name)}"))
                .Append(".\n");
            foreach (var group in InspectedGroup.Of(configuration, served, now))
            {
                Write(group, text);
            }
        }

        return text.ToString();
    }

    private static void Write(InspectedGroup group, StringBuilder text)
    {
        text.Append("\nWebhook").Append(group.Names.Count == 1 ? " " : "s ").AppendJoin(", ", group.Names.Select(MarkdownText.Code))
            .Append(": ").Append(MarkdownText.Inline(group.Note)).Append("\n\n");
        foreach (var part in group.All)
        {
            text.Append("- **").Append(part.Label).Append("**");
            foreach (var (index, line) in part.Lines.Index())
            {
                text.Append(index == 0 ? " " : "  - ")
                    .Append(line.Text.Length > 0 ? MarkdownText.Code(line.Text) : string.Empty)
                    .Append(line.Text.Length > 0 && line.Note.Length > 0 ? ": " : string.Empty)
                    .Append(MarkdownText.Inline(line.Note))
                    .Append('\n');
            }
        }
    }
}
