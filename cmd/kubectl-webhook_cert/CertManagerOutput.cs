using KubectlWebhookCert.Core.Adopting;
using KubectlWebhookCert.Core.Model;
using KubectlWebhookCert.Core.Planning;
using KubectlWebhookCert.Core.Yaml;

namespace KubectlWebhookCert.Commands;

/// <summary>What a repository should hold once cert-manager issues.</summary>
internal static class CertManagerOutput
{
    /// <summary>The objects: a document each with a line on top that says what it is, or a List.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="format">JSON, YAML or a template.</param>
    public static string Render(RotationPlan plan, OutputFormat format)
    {
        var objects = CertManagerManifests.ForRepository(plan.Scope, plan.Goal!.Handover!);
        return format is OutputFormat.Yaml
            ? string.Join("---\n", objects.Select(resource => $"# {Comment(resource)}\n{YamlWriter.Write(resource.Json, YamlKeyOrder.AsGiven)}"))
            : RotationOutput.RenderList([.. objects.Select(resource => resource.Json)], format);
    }

    private static string Comment(KubernetesObject resource) =>
        resource.Is(ResourceTypes.Secret) ? "the CA with its private key (tls.crt, tls.key): create it out of band, or seal it; adopt --to cert-manager creates it in the cluster"
        : ResourceTypes.WebhookConfigurations.Any(resource.Is) ? "add this annotation to what is there, and leave caBundle out of it"
        : "as it is";
}
