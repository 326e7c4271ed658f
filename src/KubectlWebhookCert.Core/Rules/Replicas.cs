using KubectlWebhookCert.Core.Model;

namespace KubectlWebhookCert.Core.Rules;

/// <summary>Endpoints of one application that present a certificate.</summary>
/// <param name="Workload">What runs the first of them.</param>
/// <param name="Name">The application in words.</param>
/// <param name="Endpoints">At least two.</param>
internal sealed record Replicas(ObjectRef Workload, string Name, ValueList<ServedEndpoint> Endpoints)
{
    /// <summary>Those of a webhook: what belongs to one workload, and workloads that are one application.</summary>
    public static IEnumerable<Replicas> Of(WebhookFacts facts)
    {
        List<List<ServingWorkload>> applications = [];
        foreach (var workload in facts.Workloads)
        {
            if (applications.Find(application => application.Exists(workload.IsOneWith)) is { } known)
            {
                known.Add(workload);
            }
            else
            {
                applications.Add([workload]);
            }
        }

        foreach (var application in applications)
        {
            var endpoints = facts.Endpoints.Ready
                .Where(endpoint => endpoint.Chain is not null && application.Exists(workload => workload.Runs(endpoint.Request.Pod)))
                .ToValueList();
            if (endpoints.Count > 1)
            {
                yield return new Replicas(application[0].Ref, string.Join(" and ", application.Select(workload => workload.Ref)), endpoints);
            }
        }
    }
}
