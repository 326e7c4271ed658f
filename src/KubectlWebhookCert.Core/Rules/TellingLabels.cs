using KubectlWebhookCert.Core.Model;

namespace KubectlWebhookCert.Core.Rules;

/// <summary>Which labels tell the pods of one workload from those of others.</summary>
internal static class TellingLabels
{
    private const string NameLabel = "app.kubernetes.io/name";

    private static readonly ValueList<string> Preferred = [NameLabel, "app.kubernetes.io/instance", "app.kubernetes.io/component", "app", "k8s-app"];

    // of one pod, or of one version only: a selector with them loses its pods at the next rollout
    private static readonly ValueList<string> Passing =
    [
        "pod-template-hash", "controller-revision-hash", "pod-template-generation", "rollouts-pod-template-hash",
        "statefulset.kubernetes.io/pod-name", "apps.kubernetes.io/pod-index", "helm.sh/chart", "app.kubernetes.io/version",
    ];

    /// <summary>The best ones: those that charts write selectors with, else one; none where all are alike.</summary>
    public static ValueList<PodLabel> Of(ServingWorkload right, IEnumerable<ServingWorkload> others)
    {
        var telling = right.Labels()
            .Where(label => !Passing.Contains(label.Name) && others.All(other => !other.HasLabel(label.Name, label.Value)))
            .OrderBy(label => label.Name, StringComparer.Ordinal)
            .ToArray();
        var preferred = telling.Where(label => Preferred.Contains(label.Name)).OrderBy(label => IndexOf(label.Name)).ToArray();
        return preferred.Length > 0 ? preferred.ToValueList() : telling.Take(1).ToValueList();
    }

    /// <summary>What to type, so that the Service selects the pods of one workload only.</summary>
    public static string Fix(ServiceView service, ServingWorkload right, IReadOnlyList<ServingWorkload> others)
    {
        var labels = Of(right, others);
        var patch = $"kubectl patch service {service.Name} -n {service.Namespace} --type merge -p ";
        if (labels.Count > 0)
        {
            return $"{patch}'{{\"spec\":{{\"selector\":{Json(labels)}}}}}'";
        }

        var made = Json([new PodLabel(Preferred.FirstOrDefault(name => IsFree(name, right, others)) ?? "webhook", right.Ref.Name)]);
        return right.Ref.Kind == ResourceTypes.Pod.Kind
            ? $"no label tells the pods apart: create {right.Ref} again with the label {made}, then {patch}'{{\"spec\":{{\"selector\":{made}}}}}'"
            : $"no label tells the pods apart: kubectl patch {right.Ref.Kind.ToLowerInvariant()} {right.Ref.Name} -n {right.Ref.Namespace} --type merge -p "
                + $"'{{\"spec\":{{\"template\":{{\"metadata\":{{\"labels\":{made}}}}}}}}}', and once its pods are new, {patch}'{{\"spec\":{{\"selector\":{made}}}}}'";
    }

    private static int IndexOf(string name) => Preferred.TakeWhile(preferred => preferred != name).Count();

    private static bool IsFree(string name, ServingWorkload right, IReadOnlyList<ServingWorkload> others) =>
        others.Append(right).All(workload => workload.Backends.All(backend => backend.Labels?.Text(name) is null));

    private static string Json(IEnumerable<PodLabel> labels) =>
        $"{{{string.Join(',', labels.Select(label => $"\"{label.Name}\":\"{label.Value}\""))}}}";
}
