using System.Globalization;
using KubectlWebhookCert.Core.Model;
using KubectlWebhookCert.Core.Served;
using KubectlWebhookCert.X509;

namespace KubectlWebhookCert.Core.Reporting;

/// <summary>The chain behind each webhook as a tree: what is called, who is trusted, what is stored, what is served.</summary>
public static class InspectionTree
{
    private const string Continued = "        "; // as wide as the words in front: webhook, calls, trusts, stored, served

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

    private static TreeNode Entry(Webhook webhook, ServedCertificates served, DateTimeOffset now)
    {
        string[] notes =
        [
            .. webhook.FailurePolicy is { } policy ? [$"failurePolicy {policy}"] : Array.Empty<string>(),
            .. webhook.TimeoutSeconds is { } seconds ? [string.Create(CultureInfo.InvariantCulture, $"timeout {seconds}s")] : Array.Empty<string>(),
            WebhookState.Of(webhook, now),
        ];
        return new TreeNode(
            [new TreeLine($"webhook {webhook.Name}", string.Join(", ", notes), Continued.Length)],
            [Calls(webhook), Trusts(webhook, now), .. Stored(webhook, now), Labelled("served  ", ServedLines.Of(webhook, served, now))]);
    }

    private static TreeNode Calls(Webhook webhook) => Labelled(
        "calls   ",
        [
            new TreeLine(webhook.Calls.Address, webhook.Service switch
            {
                null => "by URL, no Service",
                { Presence: Presence.Found } => string.Empty,
                { Presence: Presence.Missing } service => $"{service.Ref} does not exist",
                var service => $"{service.Ref} could not be read",
            }),
        ]);

    private static TreeNode Trusts(Webhook webhook, DateTimeOffset now)
    {
        List<TreeLine> lines = [];
        if (webhook.InsecureSkipTlsVerify)
        {
            lines.Add(new TreeLine("any certificate", "insecureSkipTLSVerify is set"));
        }
        else if (webhook.CaBundle.IsEmpty && webhook.CaBundle.Problems.Count == 0)
        {
            lines.Add(new TreeLine("no CA bundle", "the API server's system roots count"));
        }

        lines.AddRange(webhook.CaBundle.Certificates.Select(authority =>
            new TreeLine($"{(authority.IsCa ? "CA" : "leaf")} {Subject(authority)}", CertificateWords.Dates(authority, now))));
        lines.AddRange(webhook.CaBundle.Problems.Select(problem => new TreeLine("unreadable", problem)));
        return Labelled("trusts  ", lines);
    }

    private static IEnumerable<TreeNode> Stored(Webhook webhook, DateTimeOffset now)
    {
        if (webhook.ServingSecrets.Count == 0)
        {
            return webhook.Service is null
                ? []
                : [Labelled("stored  ", [new TreeLine(
                    webhook.SecretsAreHidden ? "Secrets could not be read" : "no Secret found", "name it with --secret [NAMESPACE/]NAME")])];
        }

        return webhook.ServingSecrets.Select(secret => Labelled("stored  ", [.. Secret(secret, webhook.ServingSecrets.Count, now)]));
    }

    private static IEnumerable<TreeLine> Secret(ServingSecret secret, int candidates, DateTimeOffset now)
    {
        var found = $"found by: {string.Join("; ", secret.FoundBy)}";
        var leaf = secret.Content?.Leaf;
        yield return new TreeLine(secret.Ref.ToString(), secret.Presence switch
        {
            Presence.Missing => $"does not exist, {found}",
            Presence.Unknown => $"could not be read, {found}",
            _ => leaf is null ? found : $"{leaf.CertificateKey}, {found}",
        });
        if (candidates > 1)
        {
            yield return new TreeLine(string.Empty, $"one of {candidates} candidates: choose with --secret");
        }

        if (leaf is not null)
        {
            yield return new TreeLine($"leaf for {CertificateWords.Names(leaf.Certificate)}", CertificateWords.Dates(leaf.Certificate, now));
            if (leaf.PrivateKeyKey is null)
            {
                yield return new TreeLine("no private key belongs to it");
            }
        }
        else if (secret.Content is { } content)
        {
            yield return new TreeLine(
                "no serving certificate",
                content.EmptyKeys.Count > 0 ? $"empty: {string.Join(", ", content.EmptyKeys)}" : string.Empty);
        }

        foreach (var problem in secret.Content?.Problems ?? [])
        {
            yield return new TreeLine("unreadable", problem);
        }
    }

    private static TreeNode Labelled(string label, List<TreeLine> lines) => new(
        [.. lines.Select((line, index) => line with { Text = (index == 0 ? label : Continued) + line.Text, Hang = Continued.Length })],
        []);

    private static string Subject(Certificate certificate)
    {
        var subject = certificate.Subject.ToString();
        return subject.Length == 0 ? "without a subject" : subject;
    }
}
