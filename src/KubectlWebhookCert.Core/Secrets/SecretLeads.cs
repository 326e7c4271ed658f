using System.Text.Json;
using KubectlWebhookCert.Core.Model;

namespace KubectlWebhookCert.Core.Secrets;

/// <summary>Every hint at a webhook's serving Secret that needs no look into Secrets, strongest first.</summary>
internal static class SecretLeads
{
    public const string InjectCaFrom = "cert-manager.io/inject-ca-from";
    public const string InjectCaFromSecret = "cert-manager.io/inject-ca-from-secret";
    public const string ServingCertSecret = "service.beta.openshift.io/serving-cert-secret-name";
    public const string ServingCertSecretAlpha = "service.alpha.openshift.io/serving-cert-secret-name";
    public const string OlmManagedLabel = "olm.managed";

    /// <summary>The leads, in order; a Secret may have several.</summary>
    /// <param name="snapshot">What is known so far.</param>
    /// <param name="configuration">The object that holds the webhook.</param>
    /// <param name="calls">What the webhook calls.</param>
    /// <param name="service">The Service it calls, or null for a URL.</param>
    /// <param name="options">Holds the Secret that the user named.</param>
    public static IEnumerable<SecretLead> Of(
        ClusterSnapshot snapshot, KubernetesObject configuration, WebhookCall calls, ServiceView? service, DiscoveryOptions options)
    {
        if (options.Secret is { } choice)
        {
            return (choice.Namespace ?? service?.Namespace) is { } chosen
                ? [new SecretLead(chosen, choice.Name, LeadWeight.Chosen, "chosen with --secret")]
                : [];
        }

        SecretLead[] declared = [.. FromCertManager(snapshot, configuration), .. FromServiceCa(service)];
        return [.. declared, .. declared.Length == 0 ? FromOlm(configuration, service) : [], .. FromBackends(snapshot, calls, service)];
    }

    /// <summary>The Certificate that a configuration's CA is injected from, as <c>namespace/name</c>.</summary>
    public static (string Namespace, string Name)? SourceCertificate(KubernetesObject configuration) =>
        Pair(configuration.Annotation(InjectCaFrom));

    private static IEnumerable<SecretLead> FromCertManager(ClusterSnapshot snapshot, KubernetesObject configuration)
    {
        if (SourceCertificate(configuration) is { } certificate
            && snapshot.Find(ResourceTypes.Certificate, certificate.Namespace, certificate.Name) is { } resource
            && resource.Json.Text("spec", "secretName") is { } name)
        {
            yield return new SecretLead(
                certificate.Namespace,
                name,
                LeadWeight.Declared,
                $"secretName of Certificate {certificate.Namespace}/{certificate.Name}, named by annotation {InjectCaFrom}");
        }

        if (Pair(configuration.Annotation(InjectCaFromSecret)) is { } secret)
        {
            yield return new SecretLead(secret.Namespace, secret.Name, LeadWeight.Declared, $"annotation {InjectCaFromSecret}");
        }
    }

    private static IEnumerable<SecretLead> FromServiceCa(ServiceView? service)
    {
        foreach (var annotation in (ReadOnlySpan<string>)[ServingCertSecret, ServingCertSecretAlpha])
        {
            if (service?.Resource?.Annotation(annotation) is { Length: > 0 } name)
            {
                return [new SecretLead(
                    service.Namespace,
                    name,
                    LeadWeight.Declared,
                    $"annotation {annotation} of Service {service.Namespace}/{service.Name}")];
            }
        }

        return [];
    }

    // OLM calls the Service DEPLOYMENT-service and the Secret DEPLOYMENT-service-cert
    private static IEnumerable<SecretLead> FromOlm(KubernetesObject configuration, ServiceView? service) =>
        service is not null && (IsOlms(configuration) || (service.Resource is { } resource && IsOlms(resource)))
            ? [new SecretLead(
                service.Namespace,
                $"{service.Name}-cert",
                LeadWeight.Declared,
                $"named as OLM names the Secret of Service {service.Namespace}/{service.Name}")]
            : [];

    private static bool IsOlms(KubernetesObject resource) => resource.Label(OlmManagedLabel) == "true";

    private static IEnumerable<SecretLead> FromBackends(ClusterSnapshot snapshot, WebhookCall calls, ServiceView? service)
    {
        if (service is null || calls is not WebhookCall.ByService call)
        {
            return [];
        }

        var port = service.Port(call.Port);
        var uses = service.Backends
            .SelectMany(backend => ServingContainers.Of(backend.Spec, port).Select(container => new Use(backend, container)))
            .ToArray();
        var mounted =
            from use in uses
            from mount in SecretMounts.Of(snapshot, service.Namespace, use.Backend, use.Container)
            select Used(service.Namespace, mount.Name, mount.How);
        var told =
            from use in uses
            from argument in SecretArguments.Of(use.Container)
            select Used(
                argument.Namespace ?? service.Namespace, argument.Name, $"named by {argument.By} of {use.Backend.Workload}");
        return mounted.Concat(told).Distinct();
    }

    private static SecretLead Used(string namespaceName, string name, string evidence) =>
        new(namespaceName, name, LeadWeight.Used, evidence);

    private static (string Namespace, string Name)? Pair(string? text) =>
        text?.Split('/') is [{ Length: > 0 } namespaceName, { Length: > 0 } name] ? (namespaceName, name) : null;

    private sealed record Use(Backend Backend, JsonElement Container);
}
