using KubectlWebhookCert.Core.Model;
using KubectlWebhookCert.Core.Targets;

namespace KubectlWebhookCert.Core.Tests.Fixtures;

/// <summary>A cluster in memory that answers what <see cref="Discovery"/> asks, and remembers what that was.</summary>
internal sealed class FakeCluster(params Manifest[] manifests)
{
    private readonly List<KubernetesObject> objects = [.. manifests.Select(Live)];
    private readonly List<(ResourceType Type, UnreadableReason Reason, string? Verb)> refusals = [];

    /// <summary>Every request of the last run, one list per round trip.</summary>
    public List<ObjectRequest[]> Rounds { get; } = [];

    public IEnumerable<ObjectRequest> Requests => Rounds.SelectMany(round => round);

    public FakeCluster And(params Manifest[] more)
    {
        objects.AddRange(more.Select(Live));
        return this;
    }

    public FakeCluster Refusing(ResourceType type, UnreadableReason reason = UnreadableReason.Forbidden, string? verb = null)
    {
        refusals.Add((type, reason, verb));
        return this;
    }

    public Inventory Inspect(Target target, DiscoveryOptions? options = null) =>
        InventoryBuilder.Build(Gather(target, options), target, options ?? DiscoveryOptions.None);

    public Inventory Inspect(string name) => Inspect(new Target.Named(name));

    public ClusterSnapshot Gather(Target target, DiscoveryOptions? options = null)
    {
        Rounds.Clear();
        List<KubernetesObject> read = [];
        List<Unreadable> unreadable = [];
        HashSet<ObjectRequest> asked = [];
        while (true)
        {
            var snapshot = new ClusterSnapshot(read, unreadable, asked.ToHashSet());
            var next = Discovery.Next(snapshot, target, options ?? DiscoveryOptions.None).Where(asked.Add).ToArray();
            if (next.Length == 0)
            {
                return snapshot;
            }

            Rounds.Add(next);
            foreach (var request in next)
            {
                Answer(request, read, unreadable);
            }
        }
    }

    // what comes from a cluster has a uid
    private static KubernetesObject Live(Manifest manifest)
    {
        manifest.Json["metadata"]!["uid"] ??= "00000000-0000-4000-8000-000000000001";
        return manifest.Build();
    }

    private void Answer(ObjectRequest request, List<KubernetesObject> read, List<Unreadable> unreadable)
    {
        var (type, namespaceName, name, verb) = request switch
        {
            ObjectRequest.One one => (one.Type, one.Namespace, one.Name, "get"),
            ObjectRequest.Many many => (many.Type, many.Namespace, null, "list"),
            _ => throw new InvalidOperationException(),
        };
        var refusal = refusals.FirstOrDefault(refused => refused.Type == type && (refused.Verb is null || refused.Verb == verb));
        if (refusal.Type is not null)
        {
            unreadable.Add(new Unreadable(type, verb, namespaceName, name, refusal.Reason, $"{type.QualifiedPlural} is forbidden"));
            return;
        }

        var selector = request is ObjectRequest.Many { LabelSelector: { } text } ? text.Split(',') : [];
        read.AddRange(objects.Where(found => found.Is(type)
            && (namespaceName is null || found.Namespace == namespaceName)
            && (name is null || found.Name == name)
            && Array.TrueForAll(selector, term => found.Label(term.Split('=')[0]) == term.Split('=')[1])));
    }
}
