using KubectlWebhookCert.Core.Model;
using KubectlWebhookCert.Core.Served;
using KubectlWebhookCert.Core.Validation;

namespace KubectlWebhookCert.Core.Reporting.Pictures;

/// <summary>The chains of everything that is shown. A configuration's webhooks that go the same way share one.</summary>
internal static class TrustChains
{
    /// <summary>The chains of one configuration as they look at first sight.</summary>
    /// <param name="configuration">The configuration.</param>
    /// <param name="served">What endpoints serve, as far as they were asked.</param>
    /// <param name="now">UTC.</param>
    public static IEnumerable<TrustChain> Of(WebhookConfiguration configuration, ServedCertificates served, DateTimeOffset now) =>
        Of(configuration, served, now, webhook => StateMarks.Of(webhook, now));

    /// <summary>The chains of one configuration as they were judged.</summary>
    /// <param name="subjects">Everything that was judged of that configuration.</param>
    /// <param name="served">What endpoints serve, as far as they were asked.</param>
    /// <param name="at">The instant of judgement, UTC.</param>
    public static IEnumerable<TrustChain> Of(IReadOnlyCollection<JudgedSubject> subjects, ServedCertificates served, DateTimeOffset at) =>
        subjects.First() is { Configuration: { } configuration }
            ? Of(configuration, served, at, webhook => subjects
                .Where(subject => subject.Webhooks.Any(judged => judged.Index == webhook.Index))
                .SelectMany(subject => FindingMarks.Of(subject, webhook)))
            : subjects.Select(Holder);

    private static IEnumerable<TrustChain> Of(
        WebhookConfiguration configuration, ServedCertificates served, DateTimeOffset now, Func<Webhook, IEnumerable<PlacedMark>> marks) =>
        configuration.Webhooks
            .GroupBy(webhook => new Way(
                webhook.Service is null ? webhook.Calls.Address : string.Empty,
                webhook.Service?.Ref,
                (webhook.Calls as WebhookCall.ByService)?.Port,
                webhook.InsecureSkipTlsVerify,
                webhook.CaBundle,
                webhook.ServingSecrets.Select(secret => secret.Ref).ToValueList(),
                $"{webhook.Owner.Name} {webhook.Owner.Source}"))
            .Select(alike => ChainBuilder.Build(configuration, [.. alike], served, now).With(alike.SelectMany(marks)));

    private static TrustChain Holder(JudgedSubject subject)
    {
        var title = FindingText.Title(subject);
        var field = subject.Field.Length > 0 ? $", {subject.Field}" : string.Empty;
        var holder = new ChainNode(
            $"holder {title}",
            ChainPart.Holder,
            subject.Resource.Kind,
            $"{(subject.Resource.Namespace is { } space ? space + "/" : string.Empty)}{subject.Resource.Name}{field}",
            [],
            [subject.Resource],
            Presence.Found);
        var authority = new ChainNode(
            "authority", ChainPart.Authority, "CA", "of the server that is to be trusted", [], [], Presence.Found);
        return new TrustChain([holder, authority], [new ChainLink(holder, authority, LinkKind.Trusts, subject.Unknowns.Count == 0)])
            .With(FindingMarks.Of(subject, null));
    }

    private sealed record Way(
        string Url, ObjectRef? Service, int? Port, bool IsUnverified, CaBundle Bundle, ValueList<ObjectRef> Secrets, string Owner);
}
