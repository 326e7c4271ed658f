using KubectlWebhookCert.Core.Model;

namespace KubectlWebhookCert.Core.Validation;

/// <summary>One webhook, or one holder of trust, with what is true of it. Webhooks of which the same is true stand apart again.</summary>
/// <param name="Subject">What it was judged as part of.</param>
/// <param name="Webhook">The webhook; null for a holder of trust.</param>
internal sealed record JudgedEntry(JudgedSubject Subject, Webhook? Webhook)
{
    /// <summary>The webhook's name, or where in the holder of trust.</summary>
    public string Name => Webhook?.Name ?? Subject.Field;

    /// <summary>All of a result, those of one object together and in its own order.</summary>
    public static IEnumerable<JudgedEntry> Of(ValidationResult result) => result.Subjects
        .GroupBy(subject => subject.Resource)
        .SelectMany(subjects => subjects.SelectMany(Of).OrderBy(entry => entry.Webhook?.Index ?? 0));

    /// <summary>The API server's whole message because of a finding; null where there is none.</summary>
    public string? MessageOf(Finding finding, ValidationOptions options) =>
        finding.Fault.ApiServerText is { } text && Subject.Configuration is { } configuration && Webhook is { } webhook
            ? ApiServerMessage.Of(configuration, webhook, text, options.Server)
            : null;

    private static IEnumerable<JudgedEntry> Of(JudgedSubject subject) => subject.Configuration is null
        ? [new JudgedEntry(subject, null)]
        : subject.Webhooks.Select(webhook => new JudgedEntry(subject, webhook));
}
