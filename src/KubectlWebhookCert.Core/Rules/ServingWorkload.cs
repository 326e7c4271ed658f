using KubectlWebhookCert.Core.Model;

namespace KubectlWebhookCert.Core.Rules;

/// <summary>One of the workloads whose pods answer for a Service.</summary>
/// <param name="Ref">Names it.</param>
/// <param name="Backends">Its pods; the workload itself where no pod runs.</param>
/// <param name="IsReady">Whether the API server may be routed to one of its pods.</param>
/// <param name="Secrets">The names of the Secrets that it serves from, as far as its containers say so.</param>
/// <param name="Leaves">The certificates in them, where they were read.</param>
internal sealed record ServingWorkload(
    ObjectRef Ref, ValueList<Backend> Backends, bool IsReady, ValueList<string> Secrets, ValueList<JudgedLeaf> Leaves)
{
    private const string NameLabel = "app.kubernetes.io/name";
    private const string InstanceLabel = "app.kubernetes.io/instance";

    /// <summary>What its pods serve, as far as they were asked, each once.</summary>
    public ValueList<JudgedLeaf> Served { get; init; } = [];

    /// <summary>Its certificate, the one that fits the webhook best: what is served counts, else what is stored; null where none is known.</summary>
    public JudgedLeaf? Best => (Served.Count > 0 ? Served : Leaves).MaxBy(leaf => leaf.Fit);

    /// <summary>How well it fits the webhook; null where nothing is known of its certificate.</summary>
    public CertificateFit? Fit => Best?.Fit;

    /// <summary>Whether a pod is one of its own.</summary>
    public bool Runs(ObjectRef? pod) => pod is not null && Backends.Any(backend => backend.Resource.Is(ResourceTypes.Pod) && backend.Resource.Name == pod.Name);

    /// <summary>The value of a label that all its pods have, or null.</summary>
    public string? Label(string name) => Labels().FirstOrDefault(label => label.Name == name)?.Value;

    /// <summary>The labels that all its pods have, with one value each.</summary>
    public IEnumerable<PodLabel> Labels() => Backends.Select(LabelsOf).Aggregate((one, other) => one.Intersect(other));

    /// <summary>Whether one of its pods has a label of this value.</summary>
    public bool HasLabel(string name, string value) => Backends.Any(backend => LabelsOf(backend).Contains(new PodLabel(name, value)));

    /// <summary>Whether it is of one application with another: the next colour, a canary, one more part that serves from the same Secret.</summary>
    public bool IsOneWith(ServingWorkload other) =>
        (Label(NameLabel) is { } name && name == other.Label(NameLabel) && Label(InstanceLabel) == other.Label(InstanceLabel))
        || Secrets.Intersect(other.Secrets).Any();

    /// <summary>Whether its labels say that it is another application.</summary>
    public bool IsForeignTo(ServingWorkload other) => Differs(other, NameLabel) || Differs(other, InstanceLabel);

    private bool Differs(ServingWorkload other, string label) => Label(label) is { } one && other.Label(label) is { } two && one != two;

    private static IEnumerable<PodLabel> LabelsOf(Backend backend) =>
        from label in backend.Labels?.Properties() ?? []
        where label.Value.Text() is not null
        select new PodLabel(label.Name, label.Value.Text()!);
}
