using KubectlWebhookCert.Core.Model;
using KubectlWebhookCert.Core.Secrets;
using KubectlWebhookCert.X509.Verification;

namespace KubectlWebhookCert.Core.Rules;

/// <summary>The workloads that answer for a webhook's Service, each with the certificate that it has at hand.</summary>
internal static class ServingWorkloads
{
    /// <summary>Each once, in the order of their pods.</summary>
    public static ValueList<ServingWorkload> Of(WebhookFacts facts, ServiceView service, WebhookCall.ByService call)
    {
        var endpoints = facts.Webhook.Service!.Endpoints.Where(endpoint => endpoint.Port is not null && endpoint.Pod is not null).ToArray();
        var named = endpoints.Select(endpoint => endpoint.Pod!.Name).ToHashSet(StringComparer.Ordinal);
        var ready = endpoints.Where(endpoint => endpoint.Ready).Select(endpoint => endpoint.Pod!.Name).ToHashSet(StringComparer.Ordinal);
        return service.Backends
            .Where(backend => !PodStates.IsOver(backend.Resource) && (named.Count == 0 || named.Contains(backend.Resource.Name)))
            .GroupBy(backend => backend.Workload)
            .Select(group =>
            {
                var secrets = group.SelectMany(backend => Secrets(facts.Snapshot, service, call, backend)).Distinct().ToValueList();
                return new ServingWorkload(
                    group.Key,
                    group.ToValueList(),
                    group.Any(backend => ready.Contains(backend.Resource.Name)),
                    secrets.Select(secret => secret.Name).ToValueList(),
                    secrets.Select(secret => Judge(facts, secret)).OfType<JudgedLeaf>().ToValueList())
                {
                    Served = Served(facts, [.. group]),
                };
            })
            .ToValueList();
    }

    /// <summary>The one whose certificate is the webhook's, else the one that the Service is labelled like; null where nothing says which.</summary>
    public static ServingWorkload? Right(WebhookFacts facts, ServiceView service, ValueList<ServingWorkload> workloads)
    {
        var best = workloads.Max(workload => workload.Fit);
        ServingWorkload?[] chosen =
        [
            best > CertificateFit.OtherName ? Only(workloads, workload => workload.Fit == best) : null,
            Only(workloads, workload => facts.Webhook.ServingSecret is { } secret && workload.Secrets.Contains(secret.Ref.Name)),
            Only(workloads, workload => service.Resource is { } resource && IsLabelledLike(workload, resource)),
            Only(workloads, workload => IsLabelledLike(workload, facts.Configuration.Resource)),
        ];
        return chosen.FirstOrDefault(workload => workload is not null);
    }

    private static ServingWorkload? Only(ValueList<ServingWorkload> workloads, Func<ServingWorkload, bool> fits) =>
        workloads.Where(fits).ToArray() is [var first, .. var others] && Array.TrueForAll(others, first.IsOneWith) ? first : null;

    private static bool IsLabelledLike(ServingWorkload workload, KubernetesObject resource) =>
        resource.Label("app.kubernetes.io/name") is { } name
        && workload.Label("app.kubernetes.io/name") == name
        && workload.Label("app.kubernetes.io/instance") == resource.Label("app.kubernetes.io/instance");

    private static IEnumerable<ObjectRef> Secrets(ClusterSnapshot snapshot, ServiceView service, WebhookCall.ByService call, Backend backend) =>
        from container in ServingContainers.Of(backend.Spec, service.Port(call.Port))
        from secret in SecretMounts.Of(snapshot, service.Namespace, backend, container)
            .Select(mount => new ObjectRef(ResourceTypes.Secret.Kind, service.Namespace, mount.Name))
            .Concat(SecretArguments.Of(container)
                .Select(told => new ObjectRef(ResourceTypes.Secret.Kind, told.Namespace ?? service.Namespace, told.Name)))
        select secret;

    private static JudgedLeaf? Judge(WebhookFacts facts, ObjectRef secret)
    {
        if (facts.Snapshot.Find(ResourceTypes.Secret, secret.Namespace, secret.Name) is not { } resource
            || SecretContentReader.Read(resource).Leaf is not { PrivateKeyKey: not null } leaf)
        {
            return null;
        }

        var refused = Verification.Judge(facts.Webhook, leaf.Chain.Prepend(leaf.Certificate), facts.Options) as VerificationResult.Refused;
        var reasons = refused is null ? [] : refused.Further.Prepend(refused.Reason).ToArray();
        return new JudgedLeaf(secret, leaf.Certificate, Fit(facts, reasons), refused?.Text);
    }

    // nothing is verified where the API server does not look
    private static ValueList<JudgedLeaf> Served(WebhookFacts facts, Backend[] backends) => facts.Webhook.InsecureSkipTlsVerify
        ? []
        : facts.Endpoints.All
            .Where(endpoint => endpoint.Chain?.Leaf is not null && Array.Exists(backends, backend => backend.Resource.Name == endpoint.Request.Pod?.Name))
            .Select(endpoint => endpoint.Chain!)
            .Distinct()
            .Select(chain => new JudgedLeaf(null, chain.Leaf!, Fit(facts, chain.Reasons), chain.IsRefused ? chain.Reasons[0].Text : null))
            .ToValueList();

    private static CertificateFit Fit(WebhookFacts facts, IReadOnlyCollection<Reason> reasons) =>
        reasons.Any(reason => reason is Reason.NameMismatch or Reason.LegacyCommonName) ? CertificateFit.OtherName
        : IsTrustKnown(facts) && reasons.Any(reason => reason is Reason.UnknownAuthority) ? CertificateFit.OtherAuthority
        : CertificateFit.Fits;

    // without a bundle the system's roots count, which nobody knows from here
    private static bool IsTrustKnown(WebhookFacts facts) => facts.Webhook is { InsecureSkipTlsVerify: false, CaBundle.IsEmpty: false };
}
