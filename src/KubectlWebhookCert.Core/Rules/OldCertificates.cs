using KubectlWebhookCert.Core.Model;
using KubectlWebhookCert.X509;

namespace KubectlWebhookCert.Core.Rules;

/// <summary>Finds the pods that serve what their Secret no longer holds.</summary>
internal static class OldCertificates
{
    private const string MakesItsOwn = "spark-operator-1-4";
    private const string Anybody = "localhost";

    /// <summary>By workload and by what they serve.</summary>
    public static ValueList<OldCertificate> Of(WebhookFacts facts)
    {
        if (facts is not { Leaf.Certificate: { } stored, Service: not null, Webhook.ServingSecret.Resource: { } secret } || IsEachItsOwn(facts))
        {
            return [];
        }

        var changed = Changed(secret);
        var old =
            from endpoint in facts.Endpoints.Ready
            where endpoint.Request.Pod is not null && endpoint.Chain?.Leaf?.Equals(stored) is false
            let leaf = endpoint.Chain!.Leaf!
            let workload = facts.Workloads.FirstOrDefault(workload => workload.Runs(endpoint.Request.Pod))
            where IsFrom(workload, secret.Name, leaf, stored) && (stored.NotBefore > leaf.NotBefore || changed > Started(facts, endpoint))
            group endpoint by (Workload: workload?.Ref, Chain: endpoint.Chain!, Leaf: leaf) into alike
            select new OldCertificate(alike.Key.Workload, alike.Key.Chain, alike.Key.Leaf, alike.ToValueList());
        return old.ToValueList();
    }

    /// <summary>When the Secret's data last changed, as far as the Secret says so.</summary>
    public static DateTimeOffset? Changed(KubernetesObject secret) =>
        ManagedFields.DataWriters(secret) is [{ Time: { } time }, ..] ? time : secret.Created;

    /// <summary>When the program that serves was started; null where that is not known.</summary>
    public static DateTimeOffset? Started(WebhookFacts facts, ServedEndpoint endpoint) =>
        endpoint.Request.Pod is { } named && facts.Snapshot.Find(ResourceTypes.Pod, named.Namespace, named.Name) is { } pod
            ? pod.Json.Items("status", "containerStatuses")
                .Max(status => KubernetesObject.ParseTime(status.Text("state", "running", "startedAt"))) ?? pod.Time("status", "startTime")
            : null;

    // its Secret is what the last replica to start has written; no restart makes the replicas agree
    private static bool IsEachItsOwn(WebhookFacts facts) =>
        facts.Webhook.Owner.Code == MakesItsOwn && facts.Endpoints.Ready.Select(endpoint => endpoint.Chain?.Leaf).OfType<Certificate>().Distinct().Skip(1).Any();

    /// <summary>
    /// Whether one may have come before the other: of one issuer or subject, or with a name in common. What has nothing in common was not in the
    /// Secret before: something else answers, a proxy or a mesh.
    /// </summary>
    public static bool AreAkin(Certificate one, Certificate other) =>
        one.Issuer.Equals(other.Issuer) || one.Subject.Equals(other.Subject) || HaveNameInCommon(one, other);

    private static bool IsFrom(ServingWorkload? workload, string secret, Certificate leaf, Certificate stored) =>
        !(workload?.Leaves.Any(own => own.Certificate.Equals(leaf)) ?? false)
        && ((workload?.Secrets.Contains(secret) is true && AreAkin(leaf, stored)) || HaveNameInCommon(leaf, stored));

    private static bool HaveNameInCommon(Certificate one, Certificate other) => one.AlternativeNames.DnsNames
        .Where(name => name != Anybody)
        .Intersect(other.AlternativeNames.DnsNames, StringComparer.OrdinalIgnoreCase)
        .Any();
}
