using KubectlWebhookCert.Core.Model;
using KubectlWebhookCert.Core.Rules;

namespace KubectlWebhookCert.Core.Reporting.Pictures;

/// <summary>Which link of a chain is broken at first sight, where nobody has judged it: what <see cref="WebhookState"/> says.</summary>
internal static class StateMarks
{
    /// <summary>The mark, if there is one.</summary>
    /// <param name="webhook">The webhook.</param>
    /// <param name="now">UTC.</param>
    public static IEnumerable<PlacedMark> Of(Webhook webhook, DateTimeOffset now)
    {
        var state = WebhookState.Of(webhook, now);
        return Broken(state) is { } link
            ? [new PlacedMark(new LinkMark(Severity.Error, state), link, webhook.ServingSecret?.Ref)]
            : Doubtful(state) is { } doubt ? [new PlacedMark(new LinkMark(Severity.Warning, state), doubt, null)] : [];
    }

    private static LinkKind? Broken(string state) => state switch
    {
        "service missing" => LinkKind.Calls,
        "no ready endpoints" => LinkKind.Selects,
        "CA bundle unreadable" or "CA expired" => LinkKind.Trusts,
        "secret missing" or "secret emptied" or "no certificate in secret" => LinkKind.StoredIn,
        "leaf expired" or "leaf not yet valid" or "name mismatch" or "CA mismatch" => LinkKind.Verifies,
        _ => null,
    };

    private static LinkKind? Doubtful(string state) => state switch
    {
        "not verified" or "no CA bundle" => LinkKind.Trusts,
        "secret not found" or "secret ambiguous" => LinkKind.StoredIn,
        _ => null,
    };
}
