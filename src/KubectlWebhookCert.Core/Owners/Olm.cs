using KubectlWebhookCert.Core.Model;
using KubectlWebhookCert.Core.Secrets;

namespace KubectlWebhookCert.Core.Owners;

/// <summary>
/// Operator Lifecycle Manager v0: by its labels on the webhook and by the CA it keeps under a key of its own. The label that it puts on
/// every object it installs counts only on the Secret: an installed operator may write its own certificate.
/// </summary>
internal static class Olm
{
    private const string Code = "olm";
    private const string GenerateName = "olm.webhook-description-generate-name";
    private const string CaKey = "olmCAKey";
    private const string CaHash = "olmcahash";
    private const string ClusterServiceVersion = "ClusterServiceVersion";

    public static readonly Owner Owner = new(Code, Recognise);

    private static OwnerMark? Recognise(OwnerContext context) => OwnerContext.Mark(
        Code,
        "OLM",
        Source(context),
        context.Label(context.Configuration, GenerateName),
        context.Label(context.SecretResource, SecretLeads.OlmManagedLabel),
        context.SecretResource is { } secret && secret.Json.At("data", CaKey) is not null ? $"key {CaKey} in {secret.Ref}" : null,
        context.Annotation(context.SecretResource, CaHash));

    private static ObjectRef? Source(OwnerContext context) =>
        context.Objects.SelectMany(resource => resource.OwnerReferences).FirstOrDefault(owner => owner.Kind == ClusterServiceVersion)
        ?? context.Objects
            .Where(resource => resource.Label("olm.owner.kind") == ClusterServiceVersion && resource.Label("olm.owner") is not null)
            .Select(resource => new ObjectRef(ClusterServiceVersion, resource.Label("olm.owner.namespace"), resource.Label("olm.owner")!))
            .FirstOrDefault();
}
