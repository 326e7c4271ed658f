using KubectlWebhookCert.Core.Model;
using KubectlWebhookCert.Core.Served;

namespace KubectlWebhookCert.Core.Reporting;

/// <summary>The chain behind each webhook as a tree: what is called, who is trusted, what is stored, what is served.</summary>
public static class InspectionTree
{
    private const int LabelWidth = 8; // as wide as the words in front: webhook, calls, trusts, stored, served

    /// <summary>The trees as text; no endpoint was asked.</summary>
    /// <param name="inventory">What was found.</param>
    /// <param name="now">UTC.</param>
    /// <param name="width">Columns of the terminal, or null for no limit.</param>
    public static string Format(Inventory inventory, DateTimeOffset now, int? width) => Format(inventory, ServedCertificates.None, now, width);

    /// <summary>The trees as text.</summary>
    /// <param name="inventory">What was found.</param>
    /// <param name="served">What endpoints serve, as far as they were asked.</param>
    /// <param name="now">UTC.</param>
    /// <param name="width">Columns of the terminal, or null for no limit.</param>
    public static string Format(Inventory inventory, ServedCertificates served, DateTimeOffset now, int? width)
    {
        ArgumentNullException.ThrowIfNull(inventory);
        ArgumentNullException.ThrowIfNull(served);
        return TreeLayout.Draw(inventory.Configurations.Select(configuration => Configuration(configuration, served, now)), width);
    }

    private static TreeNode Configuration(WebhookConfiguration configuration, ServedCertificates served, DateTimeOffset now)
    {
        string[] notes =
        [
            $"owner {configuration.Owner.Name}",
            .. configuration.Keepers.Select(keeper => $"kept by {keeper.Name}"),
        ];
        return new TreeNode(
            [new TreeLine($"{configuration.Resource.Kind}/{configuration.Resource.Name}", string.Join("   ", notes))],
            [.. configuration.Webhooks.Select(webhook => Entry(webhook, served, now))]);
    }

    private static TreeNode Entry(Webhook webhook, ServedCertificates served, DateTimeOffset now) => new(
        [new TreeLine($"webhook {webhook.Name}", InspectedParts.Note(webhook, now), LabelWidth)],
        [.. InspectedParts.Of(webhook, served, now).Select(Labelled)]);

    private static TreeNode Labelled(InspectedPart part) => new(
        [
            .. part.Lines.Select((line, index) =>
                line with { Text = (index == 0 ? part.Label : string.Empty).PadRight(LabelWidth) + line.Text, Hang = LabelWidth }),
        ],
        []);
}
