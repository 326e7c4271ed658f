using System.Text.Json;
using KubectlWebhookCert.Core.Model;
using KubectlWebhookCert.Core.Owners;

namespace KubectlWebhookCert.Core.Rules;

/// <summary>What shows that a keeper really writes a field, and does not only track the object.</summary>
internal static class Overwriting
{
    private const string LastApplied = "kubectl.kubernetes.io/last-applied-configuration";

    // the field managers of Argo CD and Flux
    private static readonly ValueList<string> KeeperManagers =
        ["argocd-controller", "argocd-application-controller", "kustomize-controller", "helm-controller"];

    private static readonly ValueList<string> Tools = ["helm", "oc", "Go-http-client", "before-first-apply"];

    // those who put the bundle in at run time: what a keeper has to say of it can only be wrong
    private static readonly ValueList<string> Injectors =
    [
        "cert-manager", "service-ca", "olm", "cert-controller", "spark-operator-1", "spark-operator-1-4", "spark-operator-2",
        "istio", "kyverno", "rancher", "vault", "kube-webhook-certgen",
    ];

    /// <summary>Whether a field manager is a keeper's.</summary>
    public static bool IsKeeper(string manager) => KeeperManagers.Contains(manager);

    /// <summary>Phrases that show that a Secret's data is overwritten; none where nothing does.</summary>
    public static IEnumerable<string> OfSecret(KubernetesObject secret, SecretContent content)
    {
        string[] keys = [.. secret.Json.Properties("data").Select(entry => entry.Name)];
        string[] others = [.. Others(ManagedFields.DataWriters(secret))];
        foreach (var manager in KeeperManagers)
        {
            string[] kept = [.. keys.Where(key => ManagedFields.KeyWriters(secret, key).Any(writer => writer.Manager == manager))];
            if (kept.Length > 0 && others.Length > 0)
            {
                yield return $"field manager {manager} writes {string.Join(", ", kept)}, and so does {string.Join(", ", others)} the Secret";
            }
        }

        if (content is { Leaf: null, EmptyKeys.Count: > 0 })
        {
            yield return $"what it applies holds {string.Join(", ", content.EmptyKeys)} with an empty value, which is put back at each sync";
        }

        string[] emptied =
        [
            .. keys.Where(key => Applied(secret)?.Text("data", key) is "" || Applied(secret)?.Text("stringData", key) is "")
                .Except(content.EmptyKeys),
        ];
        if (emptied.Length > 0)
        {
            yield return $"annotation {LastApplied} holds {string.Join(", ", emptied)} with an empty value";
        }
    }

    /// <summary>Phrases that show that the CA bundle of a webhook is overwritten; none where nothing does.</summary>
    public static IEnumerable<string> OfBundle(WebhookFacts facts)
    {
        var resource = facts.Configuration.Resource;
        var isInjected = Injectors.Contains(facts.Webhook.Owner.Code);
        var writers = ManagedFields.CaBundleWriters(facts.Configuration.Type, resource, facts.Webhook.Name);
        string[] others = [.. Others(writers)];
        foreach (var writer in writers.Where(writer => IsKeeper(writer.Manager)).DistinctBy(writer => writer.Manager))
        {
            if (others.Length > 0)
            {
                yield return $"field manager {writer.Manager} writes the caBundle, and so does {string.Join(", ", others)}";
            }
            else if (isInjected)
            {
                yield return $"field manager {writer.Manager} writes the caBundle, which is {facts.Webhook.Owner.Name}'s to write";
            }
        }

        if (isInjected && Applied(resource) is { } applied && HasBundle(applied, facts.Configuration.Type, facts.Webhook.Name))
        {
            yield return $"annotation {LastApplied} holds a caBundle, which is {facts.Webhook.Owner.Name}'s to write";
        }
    }

    /// <summary>Whether a keeper, or what was applied, holds the Secret's data: it would put that back.</summary>
    public static bool HoldsData(KubernetesObject secret) =>
        ManagedFields.DataWriters(secret).Any(writer => IsKeeper(writer.Manager)) || Applied(secret)?.At("data") is not null || Applied(secret)?.At("stringData") is not null;

    /// <summary>Whether a keeper, or what was applied, holds the CA bundle of a webhook: it would put that back.</summary>
    public static bool HoldsBundle(ResourceType type, KubernetesObject configuration, string webhook) =>
        ManagedFields.CaBundleWriters(type, configuration, webhook).Any(writer => IsKeeper(writer.Manager))
        || (Applied(configuration) is { } applied && HasBundle(applied, type, webhook));

    /// <summary>Who writes a field besides keepers and people's tools.</summary>
    public static IEnumerable<string> Others(ValueList<FieldWriter> writers) => writers
        .Select(writer => writer.Manager)
        .Where(manager => manager.Length > 0 && !IsKeeper(manager) && !IsTool(manager))
        .Distinct(StringComparer.Ordinal);

    // what was installed by hand and later handed to a keeper still bears their names
    private static bool IsTool(string manager) =>
        Tools.Contains(manager) || (manager.StartsWith("kubectl", StringComparison.Ordinal) && manager != PluginMarks.FieldManager);

    private static bool HasBundle(JsonElement applied, ResourceType type, string webhook)
    {
        JsonElement[] entries = [.. applied.Items("webhooks")];
        var text = type == ResourceTypes.CustomResourceDefinition ? applied.Text("spec", "conversion", "webhook", "clientConfig", "caBundle")
            : type == ResourceTypes.ApiService ? applied.Text("spec", "caBundle")
            : Array.Find(entries, entry => entry.Text("name") == webhook).Text("clientConfig", "caBundle");
        return text is not null;
    }

    private static JsonElement? Applied(KubernetesObject resource)
    {
        if (resource.Annotation(LastApplied) is not { } text)
        {
            return null;
        }

        try
        {
            using var document = JsonDocument.Parse(text);
            return document.RootElement.Clone();
        }
        catch (JsonException)
        {
            return null; // somebody cut it short: then it says nothing
        }
    }
}
