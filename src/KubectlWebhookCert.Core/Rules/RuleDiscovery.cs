using KubectlWebhookCert.Core.Keepers;
using KubectlWebhookCert.Core.Model;
using KubectlWebhookCert.Core.Owners;
using KubectlWebhookCert.X509.Verification;

namespace KubectlWebhookCert.Core.Rules;

/// <summary>What rules look at besides the graph itself. Nothing of it is needed for the verdict: what is refused only leaves a rule without an answer.</summary>
internal static class RuleDiscovery
{
    private const string NameLabel = "app.kubernetes.io/name";

    // where Argo CD is installed: as its manifests do it, and OpenShift's
    private static readonly ValueList<string> ArgoCdNamespaces = ["argocd", "openshift-gitops"];

    /// <summary>What to read for one webhook, once its Service and its Secret are known.</summary>
    /// <param name="soFar">What was read.</param>
    /// <param name="configuration">The webhook's configuration.</param>
    /// <param name="calls">What it calls.</param>
    /// <param name="service">The Service it calls, or null for a URL.</param>
    /// <param name="secrets">The Secrets that may hold its certificate.</param>
    public static IEnumerable<ObjectRequest> Next(
        ClusterSnapshot soFar, KubernetesObject configuration, WebhookCall calls, ServiceView? service, IEnumerable<ServingSecret> secrets)
    {
        // other webhooks of the same Service
        yield return new ObjectRequest.Many(ResourceTypes.ValidatingWebhookConfiguration, null, null);
        yield return new ObjectRequest.Many(ResourceTypes.MutatingWebhookConfiguration, null, null);
        if (service is null)
        {
            yield break;
        }

        yield return new ObjectRequest.One(ResourceTypes.Namespace, null, service.Namespace);
        foreach (var request in ForMissingService(soFar, configuration, service))
        {
            yield return request;
        }

        foreach (var name in service.Backends.SelectMany(backend => MountedConfigMaps.Of(backend.Spec)))
        {
            yield return new ObjectRequest.One(ResourceTypes.ConfigMap, service.Namespace, name);
        }

        foreach (var secret in secrets)
        {
            // whether the one it was issued for is still there
            if (secret.Resource?.Annotation(CertManagerMarks.CertificateName) is { Length: > 0 } certificate)
            {
                yield return new ObjectRequest.One(ResourceTypes.Certificate, secret.Ref.Namespace, certificate);
            }

            foreach (var request in ForLeaf(soFar, configuration, calls, service, secret))
            {
                yield return request;
            }
        }

        foreach (var application in Applications(configuration, secrets))
        {
            foreach (var namespaceName in ArgoCdNamespaces)
            {
                yield return new ObjectRequest.One(ResourceTypes.Application, namespaceName, application);
            }
        }

        foreach (var name in service.WorkloadObjects.Select(workload => workload.Label(NameLabel)).OfType<string>().Distinct())
        {
            yield return new ObjectRequest.Many(ResourceTypes.Deployment, null, $"{NameLabel}={name}");
        }
    }

    /// <summary>A label selector for the history of a Helm release, which Helm keeps in Secrets of the release's namespace.</summary>
    /// <param name="release">The release's name.</param>
    public static string HelmHistory(string release) => $"owner=helm,name={release}";

    // what is it called now?
    private static IEnumerable<ObjectRequest> ForMissingService(ClusterSnapshot soFar, KubernetesObject configuration, ServiceView service)
    {
        if (soFar.PresenceOf(ResourceTypes.Service, service.Namespace, service.Name) != Presence.Missing)
        {
            yield break;
        }

        yield return new ObjectRequest.Many(ResourceTypes.Service, service.Namespace, null);
        if (HelmRelease.Of(configuration) is { } release)
        {
            yield return new ObjectRequest.Many(ResourceTypes.Secret, release.Namespace, HelmHistory(release.Name));
        }
    }

    // a certificate for other names: do Services of those names exist, or did they?
    private static IEnumerable<ObjectRequest> ForLeaf(
        ClusterSnapshot soFar, KubernetesObject configuration, WebhookCall calls, ServiceView service, ServingSecret secret)
    {
        if (secret.Content?.Leaf is not { } leaf)
        {
            yield break;
        }

        var isForServer = leaf.Certificate.AlternativeNames.DnsNames.Any(name => HostName.Matches(name, calls.ServerName));
        foreach (var named in isForServer ? [] : ServiceNames.Of(leaf.Certificate).Where(named => named.Namespace == service.Namespace))
        {
            yield return new ObjectRequest.One(ResourceTypes.Service, named.Namespace, named.Name);
        }

        var rendered = secret.Resource is { } resource ? HelmRelease.Of(resource) : null;
        var release = rendered ?? (isForServer ? null : HelmRelease.Of(configuration) ?? HelmRelease.Of(service.Resource));
        if (release is not null)
        {
            yield return new ObjectRequest.Many(ResourceTypes.Secret, release.Namespace, HelmHistory(release.Name));
        }
    }

    private static IEnumerable<string> Applications(KubernetesObject configuration, IEnumerable<ServingSecret> secrets) =>
        secrets.Select(secret => secret.Resource)
            .Append(configuration)
            .OfType<KubernetesObject>()
            .Select(ArgoCd.ApplicationOf)
            .OfType<string>()
            .Distinct(StringComparer.Ordinal);
}
