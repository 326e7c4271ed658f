using System.Globalization;
using KubectlWebhookCert.Core.Keepers;
using KubectlWebhookCert.Core.Model;

namespace KubectlWebhookCert.Core.Rules.Services;

/// <summary>selector-too-broad: the Service also selects the pods of something else.</summary>
internal static class SelectorTooBroad
{
    private const int ShownPods = 3;

    public static readonly Rule Rule = new(
        "selector-too-broad",
        Severity.Warning,
        RuleGroup.Service,
        "pods of more than one workload answer behind the Service",
        "The Service's selector also fits pods of another application in the same namespace, mostly because both were made from one scaffold and all "
        + "it asks for is control-plane=controller-manager. The API server is routed now to the one and now to the other: calls fail and succeed by "
        + "chance, with \"certificate is valid for A, not B\" or \"signed by unknown authority\". No certificate can mend that; a narrower selector does.",
        [
            "see whose pods they are: kubectl get pods -n NAMESPACE -l SELECTOR --show-labels",
            "add to the Service's selector a label that only the right pods have: "
            + "kubectl patch service NAME -n NAMESPACE --type merge -p '{\"spec\":{\"selector\":{\"LABEL\":\"VALUE\"}}}'",
            "do the same in the chart or the manifest that the Service comes from",
        ])
    {
        Check = Check,
    };

    private static Verdict Check(WebhookFacts facts) => facts.OfService((service, _) =>
    {
        if (LabelMatch.Text(service.Selector) is not { } selector || ServiceText.IsExternalName(service))
        {
            return Verdict.DoesNotApply;
        }

        var unread = service.PodNames.FirstOrDefault(name => facts.Snapshot.Find(ResourceTypes.Pod, service.Namespace, name) is null);
        if (unread is not null)
        {
            return new Verdict.CannotTell($"the pods behind {ServiceText.Ref(service)} {(facts.IsFromCluster ? "could not be read" : "are not among the files")}");
        }

        return facts.Workloads.Count < 2 ? Verdict.Passed : Judge(facts, service, selector, facts.Workloads);
    });

    private static Verdict Judge(WebhookFacts facts, ServiceView service, string selector, ValueList<ServingWorkload> workloads)
    {
        var right = ServingWorkloads.Right(facts, service, workloads);
        var reference = right ?? workloads[0];
        ServingWorkload[] others = [.. workloads.Where(workload => workload != reference && !workload.IsOneWith(reference))];
        ServingWorkload[] refused = [.. others.Where(other => other.Fit < reference.Fit)];
        ServingWorkload[] unknown = [.. others.Where(other => other.Fit is null || reference.Fit is null or CertificateFit.OtherName)];
        ServingWorkload[] told = [.. refused.Union(unknown)];
        if (told.Length == 0)
        {
            return Verdict.Passed;
        }

        var isForeign = refused.Length > 0 || Array.Exists(unknown, other => other.IsForeignTo(reference));
        return Verdict.Of(Fault(service, right, reference, refused, told) with
        {
            Severity = Array.Exists(refused, other => other.IsReady) ? Severity.Error : isForeign ? Severity.Warning : Severity.Info,
            Where = ServiceText.Ref(service),
            Field = "spec.selector",
            ApiServerText = refused.Select(other => other.Best?.Text).FirstOrDefault(text => text is not null),
            Evidence = [new("selector", selector), .. told.Prepend(reference).SelectMany(Facts)],
        });
    }

    private static Fault Fault(
        ServiceView service, ServingWorkload? right, ServingWorkload reference, ServingWorkload[] refused, ServingWorkload[] told)
    {
        var named = ServiceText.Ref(service);
        var names = string.Join(" and ", told.Select(other => other.Ref));
        if (right is null)
        {
            return new Fault($"{named} selects pods of more than one workload: {reference.Ref} and {names}")
            {
                Fix = $"kubectl get pods -n {service.Namespace} -l {ServiceText.Selector(service)} --show-labels, then add a label of the right ones to the "
                    + $"selector: kubectl edit service {service.Name} -n {service.Namespace}",
            };
        }

        var certificates = refused.Select(other => other.Best?.Certificate)
            .Where(certificate => certificate is not null)
            .Select(certificate => Rules.Facts.Names(certificate!))
            .Distinct(StringComparer.Ordinal);
        var keeper = KeeperSet.Recognise(service.Resource!).Take(1).Select(found => $"; and the same in what {found.Name} applies");
        return new Fault(
            $"{named} selects pods of {names}"
            + (refused.Length == 0 ? string.Empty : $", which answer with a certificate for {string.Join(" and ", certificates)}")
            + $", besides those of {right.Ref}")
        {
            Fix = TellingLabels.Fix(service, right, told) + string.Concat(keeper),
        };
    }

    private static IEnumerable<Evidence> Facts(ServingWorkload workload)
    {
        var pods = workload.Backends.Where(backend => backend.Resource.Is(ResourceTypes.Pod)).Select(backend => backend.Resource.Name).ToArray();
        var more = pods.Length > ShownPods ? string.Create(CultureInfo.InvariantCulture, $" and {pods.Length - ShownPods} more") : string.Empty;
        yield return new Evidence(
            "answers", pods.Length == 0 ? workload.Ref.ToString() : $"{workload.Ref}: {string.Join(", ", pods.Take(ShownPods))}{more}");
        foreach (var served in workload.Served)
        {
            yield return new Evidence("serves", $"{Rules.Facts.Short(served.Certificate)} for {Rules.Facts.Names(served.Certificate)}");
        }

        if (workload is { Served.Count: 0, Best: { } best })
        {
            yield return new Evidence("serves from", $"{best.Secret}: {Rules.Facts.Short(best.Certificate)} for {Rules.Facts.Names(best.Certificate)}");
        }
    }
}
