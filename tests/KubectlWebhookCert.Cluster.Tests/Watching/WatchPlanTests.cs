using KubectlWebhookCert.Cluster.Watching;
using KubectlWebhookCert.Core.Model;

namespace KubectlWebhookCert.Cluster.Tests.Watching;

public sealed class WatchPlanTests
{
    [Theory]
    [InlineData(1, 64, 64)] // each its own
    [InlineData(1, 65, 1)]
    [InlineData(64, 2, 64)] // one per namespace
    [InlineData(65, 1, 1)] // one for all
    public void Makes_few_watches_of_many_requests(int namespaces, int names, int watches)
    {
        var requests =
            from space in Enumerable.Range(0, namespaces)
            from name in Enumerable.Range(0, names)
            select new ObjectRequest.One(ResourceTypes.Secret, $"n{space}", $"s{name}");

        var plan = WatchPlan.Of(requests);

        Assert.Equal(watches, plan.Count);
        Assert.Equal(namespaces * names, plan.Sum(group => group.Count()));
    }

    [Fact]
    public void Keeps_types_apart()
    {
        var requests = Enumerable.Range(0, 70).SelectMany(n => new ObjectRequest[]
        {
            new ObjectRequest.One(ResourceTypes.Service, $"n{n}", "web"),
            new ObjectRequest.Many(ResourceTypes.EndpointSlice, $"n{n}", $"kubernetes.io/service-name=web{n}"),
        });

        Assert.Equal(
            [new WatchScope(ResourceTypes.Service, null, null, null), new WatchScope(ResourceTypes.EndpointSlice, null, null, null)],
            WatchPlan.Of(requests).Select(group => group.Key));
    }
}
