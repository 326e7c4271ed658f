using KubectlWebhookCert.Core.Keepers;
using KubectlWebhookCert.Core.Model;
using KubectlWebhookCert.Core.Secrets;

namespace KubectlWebhookCert.Core.Rules.Secrets;

/// <summary>owner-conflict: two write one field.</summary>
internal static class OwnerConflict
{
    public static readonly Rule Rule = new(
        "owner-conflict",
        Severity.Warning,
        RuleGroup.Secret,
        "two write the same certificate or CA bundle",
        "Each of two field managers counts itself the owner of the same key of the Secret or of the same CA bundle, or somebody else than the "
        + "declared owner wrote the bundle last. They undo each other, and which certificate goes with which CA depends on who came last. Common pairs: "
        + "a chart that renders a bundle which cert-manager injects, two operators of one kind, a person's kubectl and an operator.",
        [
            "see who writes what: kubectl get TYPE NAME -o yaml --show-managed-fields",
            "leave the field to one: take it out of the chart or the manifest, or take the annotation of the injector away",
        ])
    {
        CausedBy = ["gitops-overwrites"],
        Check = Check,
    };

    // bookkeeping of the API server, no writer
    private const string Unmanaged = "before-first-apply";

    private static Verdict Check(WebhookFacts facts) => Verdict.Of([.. OfSecret(facts), .. OfBundle(facts)]);

    private static IEnumerable<Fault> OfSecret(WebhookFacts facts)
    {
        if (facts.Webhook.ServingSecret is not { Resource: { } resource } secret)
        {
            yield break;
        }

        foreach (var entry in resource.Json.Properties("data"))
        {
            var writers = ManagedFields.KeyWriters(resource, entry.Name);
            if (Managers(Writing(facts, resource, KeptField.Data, writers)) is [var one, var other, ..])
            {
                yield return new Fault($"{one} and {other} both write {entry.Name} of {secret.Ref}")
                {
                    Where = secret.Ref,
                    Field = entry.Name,
                    Evidence = Evidence(writers),
                    Fix = $"kubectl get secret {secret.Ref.Name} -n {secret.Ref.Namespace} -o yaml --show-managed-fields, then leave {entry.Name} to one of them",
                };
                yield break; // the other keys tell the same
            }
        }
    }

    private static IEnumerable<Fault> OfBundle(WebhookFacts facts)
    {
        var writers = ManagedFields.CaBundleWriters(facts.Configuration.Type, facts.Configuration.Resource, facts.Webhook.Name);
        var message = Managers(Writing(facts, facts.Configuration.Resource, KeeperRemedy.BundleField(facts.Configuration.Type), writers)) switch
        {
            [var one, var other, ..] => $"{one} and {other} both write the CA bundle",
            [var only] when Declared(facts) is { } declared && !only.Contains(declared.Manager, StringComparison.Ordinal) =>
                $"{only} wrote the CA bundle last, which {declared.Name} should inject",
            _ => null,
        };
        if (message is not null)
        {
            yield return new Fault(message)
            {
                Field = facts.BundleField,
                Evidence = Evidence(writers),
                Fix = $"kubectl get {facts.Configuration.Type.Singular} {facts.Configuration.Resource.Name} -o yaml --show-managed-fields, then leave the "
                    + "caBundle to one of them: take it out of what the other applies",
            };
        }
    }

    // who is asked to inject, and a part of the name that it writes under
    private static (string Name, string Manager)? Declared(WebhookFacts facts)
    {
        var configuration = facts.Configuration.Resource;
        return configuration.Annotation(SecretLeads.InjectCaFrom) is not null || configuration.Annotation(SecretLeads.InjectCaFromSecret) is not null
                ? ("cert-manager", "cainjector")
            : configuration.Annotation("service.beta.openshift.io/inject-cabundle") == "true" ? ("OpenShift's service-ca", "service-ca")
            : null;
    }

    // a keeper that is told to leave the field alone wrote it once, and no more
    private static ValueList<FieldWriter> Writing(WebhookFacts facts, KubernetesObject resource, KeptField field, ValueList<FieldWriter> writers) =>
        KeeperRemedy.IsLeftAlone(facts.Snapshot, resource, field, [.. Overwriting.Others(writers)])
            ? [.. writers.Where(writer => !Overwriting.IsKeeper(writer.Manager))]
            : writers;

    // kubectl writes under several names: one person, no conflict. Nor is it one that this plugin wrote last: nobody has put it back
    private static string[] Managers(ValueList<FieldWriter> writers) =>
    [
        .. writers
            .SkipWhile(writer => IsOurs(writer.Manager))
            .Where(writer => writer.Manager != Unmanaged && writer.Manager.Length > 0)
            .DistinctBy(writer => writer.Manager.StartsWith("kubectl", StringComparison.Ordinal) && !IsOurs(writer.Manager) ? "kubectl" : writer.Manager)
            .Select(writer => writer.Manager),
    ];

    private static bool IsOurs(string manager) => manager == Owners.PluginMarks.FieldManager;

    private static ValueList<Evidence> Evidence(ValueList<FieldWriter> writers) =>
        [.. writers.Select(writer => new Evidence(
            "field manager", $"{writer.Manager} ({writer.Operation}){(writer.Time is { } time ? $" at {Facts.Instant(time)}" : string.Empty)}"))];
}
