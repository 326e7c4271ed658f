using KubectlWebhookCert.Core.Model;

namespace KubectlWebhookCert.Core.Rules;

/// <summary>Why something that a rule needs is not there, in words.</summary>
internal static class Missing
{
    /// <summary>Why there is no stored certificate.</summary>
    public static string Leaf(WebhookFacts facts) => facts.Webhook switch
    {
        { Service: null } => "it is called by URL: which certificate answers is not known",
        { ServingSecrets: [], SecretsAreHidden: true, Calls: WebhookCall.ByService call } =>
            Read(facts.Snapshot, new ObjectRequest.Many(ResourceTypes.Secret, call.Namespace, null), $"Secrets of namespace {call.Namespace}"),
        { ServingSecrets: [] } => "no Secret with its certificate was found",
        { ServingSecrets: [{ Presence: Presence.Unknown } secret] } => Object(facts.Snapshot, ResourceTypes.Secret, secret.Ref),
        { ServingSecrets: [{ Presence: Presence.Missing } secret] } => $"{secret.Ref} does not exist",
        { ServingSecrets: [var secret] } => $"{secret.Ref} holds no serving certificate",
        { ServingSecrets: var several } =>
            $"{several.Count} Secrets may hold its certificate: {string.Join(", ", several.Select(secret => $"{secret.Ref.Namespace}/{secret.Ref.Name}"))}",
    };

    /// <summary>Why one object is not known.</summary>
    public static string Object(ClusterSnapshot snapshot, ResourceType type, ObjectRef named) =>
        Read(snapshot, new ObjectRequest.One(type, named.Namespace, named.Name), named.ToString());

    private static string Read(ClusterSnapshot snapshot, ObjectRequest request, string what) =>
        snapshot.RefusalOf(request)?.Reason == UnreadableReason.NotInFiles
            ? $"{what} {(request is ObjectRequest.Many ? "are" : "is")} not among the files"
            : $"{what} could not be read";
}
