using System.Globalization;
using KubectlWebhookCert.Core.Model;
using KubectlWebhookCert.Core.Served;
using KubectlWebhookCert.X509;

namespace KubectlWebhookCert.Core.Reporting;

/// <summary>One link of a webhook's chain in words.</summary>
/// <param name="Label"><c>calls</c>, <c>trusts</c>, <c>stored</c>, <c>served</c>.</param>
/// <param name="Lines">At least one.</param>
internal sealed record InspectedPart(string Label, ValueList<TreeLine> Lines);

/// <summary>The chain behind a webhook in words, for the tree and for whatever else shows them.</summary>
internal static class InspectedParts
{
    /// <summary>What is said of the webhook itself: <c>failurePolicy Fail, timeout 10s, name mismatch</c>.</summary>
    /// <param name="webhook">The webhook.</param>
    /// <param name="now">UTC.</param>
    public static string Note(Webhook webhook, DateTimeOffset now)
    {
        string[] notes =
        [
            .. webhook.FailurePolicy is { } policy ? [$"failurePolicy {policy}"] : Array.Empty<string>(),
            .. webhook.TimeoutSeconds is { } seconds ? [string.Create(CultureInfo.InvariantCulture, $"timeout {seconds}s")] : Array.Empty<string>(),
            WebhookState.Of(webhook, now),
        ];
        return string.Join(", ", notes);
    }

    /// <summary>What is called, who is trusted, what is stored (once for each Secret), what is served.</summary>
    /// <param name="webhook">The webhook.</param>
    /// <param name="served">What endpoints serve, as far as they were asked.</param>
    /// <param name="now">UTC.</param>
    public static IEnumerable<InspectedPart> Of(Webhook webhook, ServedCertificates served, DateTimeOffset now) =>
        [Calls(webhook), Trusts(webhook, now), .. Stored(webhook, now), new InspectedPart("served", [.. ServedLines.Of(webhook, served, now)])];

    private static InspectedPart Calls(Webhook webhook) => new(
        "calls",
        [
            new TreeLine(webhook.Calls.Address, webhook.Service switch
            {
                null => "by URL, no Service",
                { Presence: Presence.Found } => string.Empty,
                { Presence: Presence.Missing } service => $"{service.Ref} does not exist",
                var service => $"{service.Ref} could not be read",
            }),
        ]);

    private static InspectedPart Trusts(Webhook webhook, DateTimeOffset now)
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
        return new InspectedPart("trusts", [.. lines]);
    }

    private static IEnumerable<InspectedPart> Stored(Webhook webhook, DateTimeOffset now)
    {
        if (webhook.ServingSecrets.Count == 0)
        {
            return webhook.Service is null
                ? []
                : [new InspectedPart("stored", [new TreeLine(
                    webhook.SecretsAreHidden ? "Secrets could not be read" : "no Secret found", "name it with --secret [NAMESPACE/]NAME")])];
        }

        return webhook.ServingSecrets.Select(secret => new InspectedPart("stored", [.. Secret(secret, webhook.ServingSecrets.Count, now)]));
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

    private static string Subject(Certificate certificate)
    {
        var subject = certificate.Subject.ToString();
        return subject.Length == 0 ? "without a subject" : subject;
    }
}
