using KubectlWebhookCert.Core.Model;
using KubectlWebhookCert.Core.Served;

namespace KubectlWebhookCert.Core.Reporting;

/// <summary>Webhooks of one configuration of which the same can be said but for where they are called.</summary>
/// <param name="Names">Their names.</param>
/// <param name="Note">As <see cref="InspectedParts.Note"/>.</param>
/// <param name="Calls">What is called, each once.</param>
/// <param name="Parts">The rest of the chain in words.</param>
internal sealed record InspectedGroup(ValueList<string> Names, string Note, ValueList<TreeLine> Calls, ValueList<InspectedPart> Parts)
{
    /// <summary>Every webhook of a configuration, in the order of their first.</summary>
    /// <param name="configuration">The configuration.</param>
    /// <param name="served">What endpoints serve, as far as they were asked.</param>
    /// <param name="now">UTC.</param>
    public static IEnumerable<InspectedGroup> Of(WebhookConfiguration configuration, ServedCertificates served, DateTimeOffset now) =>
        from webhook in configuration.Webhooks
        let parts = InspectedParts.Of(webhook, served, now).ToList()
        group new Called(webhook.Name, parts[0].Lines[0]) by new Alike(InspectedParts.Note(webhook, now), parts.Skip(1).ToValueList()) into alike
        select new InspectedGroup(
            alike.Select(called => called.Name).ToValueList(),
            alike.Key.Note,
            alike.Select(called => called.Line).Distinct().ToValueList(),
            alike.Key.Parts);

    /// <summary>The whole chain: <see cref="Calls"/>, then <see cref="Parts"/>.</summary>
    public IEnumerable<InspectedPart> All => Parts.Prepend(new InspectedPart("calls", Calls));

    private sealed record Called(string Name, TreeLine Line);

    private sealed record Alike(string Note, ValueList<InspectedPart> Parts);
}
