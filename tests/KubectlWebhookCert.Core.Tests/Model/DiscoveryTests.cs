using KubectlWebhookCert.Core.Model;
using KubectlWebhookCert.Core.Secrets;
using KubectlWebhookCert.Core.Targets;
using KubectlWebhookCert.Core.Tests.Fixtures;

namespace KubectlWebhookCert.Core.Tests.Model;

public sealed class DiscoveryTests
{
    private static readonly ClusterSnapshot Nothing = new([], []);
    private static readonly ObjectRequest AllSecrets = new ObjectRequest.Many(ResourceTypes.Secret, "system", null);

    [Fact]
    public void A_typed_target_starts_with_one_get() => Assert.Equal(
        [new ObjectRequest.One(ResourceTypes.ApiService, null, "x")],
        Discovery.Next(Nothing, new Target.OfType(ResourceTypes.ApiService, "x"), DiscoveryOptions.None));

    [Fact]
    public void A_name_without_a_dot_is_no_crd_and_no_apiservice() => Assert.Equal(
        [
            new ObjectRequest.Many(ResourceTypes.ValidatingWebhookConfiguration, null, null),
            new ObjectRequest.Many(ResourceTypes.MutatingWebhookConfiguration, null, null),
        ],
        Discovery.Next(Nothing, new Target.Named("config"), DiscoveryOptions.None));

    [Fact]
    public void A_name_with_a_dot_may_be_any_of_the_four()
    {
        var requests = Discovery.Next(Nothing, new Target.Named("a.example.com"), DiscoveryOptions.None);

        Assert.Contains(new ObjectRequest.One(ResourceTypes.CustomResourceDefinition, null, "a.example.com"), requests);
        Assert.Contains(new ObjectRequest.One(ResourceTypes.ApiService, null, "a.example.com"), requests);
        Assert.Equal(4, requests.Count);
    }

    [Fact]
    public void The_label_selector_narrows_the_lists() => Assert.All(
        Discovery.Next(Nothing, new Target.Everything(), new DiscoveryOptions(null, "a=b", null)),
        request => Assert.Equal("a=b", Assert.IsType<ObjectRequest.Many>(request).LabelSelector));

    [Fact]
    public void One_webhook_takes_four_round_trips_and_few_requests()
    {
        var cluster = OtherClusters.Plain();
        cluster.Inspect(new Target.OfType(ResourceTypes.ValidatingWebhookConfiguration, "config"));

        Assert.Equal(
            [
                [new ObjectRequest.One(ResourceTypes.ValidatingWebhookConfiguration, null, "config")],
                [
                    new ObjectRequest.One(ResourceTypes.Service, "system", "hook"),
                    new ObjectRequest.Many(ResourceTypes.EndpointSlice, "system", "kubernetes.io/service-name=hook"),
                ],
                [new ObjectRequest.Many(ResourceTypes.Pod, "system", "app=hook")],
                [
                    new ObjectRequest.One(ResourceTypes.Deployment, "system", "hook"),
                    new ObjectRequest.One(ResourceTypes.Secret, "system", "hook-tls"),
                ],
            ],
            cluster.Rounds);
    }

    [Fact]
    public void Many_services_of_a_namespace_are_read_by_list()
    {
        Manifest[] manifests =
        [
            .. Enumerable.Range(0, 5).SelectMany(number => new[]
            {
                Make.Validating($"config-{number}", Make.Entry("v.example.com", $"system/hook-{number}")),
                Make.Service("system", $"hook-{number}", $"app=hook-{number}"),
                Make.DeploymentPod("system", $"hook-{number}", $"app=hook-{number}", Make.PodSpec()),
            }),
        ];
        var cluster = new FakeCluster(manifests);
        cluster.Inspect(new Target.Everything());

        Assert.Contains(new ObjectRequest.Many(ResourceTypes.Service, "system", null), cluster.Requests);
        Assert.Contains(new ObjectRequest.Many(ResourceTypes.EndpointSlice, "system", null), cluster.Requests);
        Assert.Contains(new ObjectRequest.Many(ResourceTypes.Pod, "system", null), cluster.Requests);
        Assert.Contains(new ObjectRequest.Many(ResourceTypes.Deployment, "system", null), cluster.Requests);
        Assert.InRange(cluster.Requests.Count(), 1, 12);
    }

    [Fact]
    public void The_namespace_of_the_user_narrows_a_whole_cluster_and_spares_the_rest()
    {
        var cluster = OtherClusters.Plain().And(
            Make.Mutating("elsewhere", Make.Entry("m.example.com", "elsewhere/hook"), Make.Entry("n.example.com", "system/hook")),
            Make.Mutating("url", Make.EntryByUrl("u.example.com", "https://example.com/hook")));
        var inventory = cluster.Inspect(new Target.Everything(), new DiscoveryOptions("system", null, null));

        Assert.Equal(
            ["v.example.com", "n.example.com"],
            inventory.Configurations.SelectMany(configuration => configuration.Webhooks).Select(webhook => webhook.Name));
        Assert.DoesNotContain(cluster.Requests, request => request is ObjectRequest.One { Namespace: "elsewhere" });
    }

    [Fact]
    public void The_secret_that_the_user_names_is_the_only_one_looked_at()
    {
        var cluster = OtherClusters.Plain();
        var options = new DiscoveryOptions(null, null, new SecretChoice(null, "mine"));
        var webhook = cluster.Inspect(new Target.Named("config"), options).Configurations[0].Webhooks[0];

        Assert.Equal((new ObjectRef("Secret", "system", "mine"), Presence.Missing), (webhook.ServingSecret?.Ref, webhook.ServingSecret?.Presence));
        Assert.Equal(["chosen with --secret"], webhook.ServingSecret?.FoundBy);
        Assert.DoesNotContain(new ObjectRequest.One(ResourceTypes.Secret, "system", "hook-tls"), cluster.Requests);
        Assert.DoesNotContain(AllSecrets, cluster.Requests);
    }

    [Fact]
    public void A_reader_that_does_not_say_what_it_asked_still_comes_to_an_end()
    {
        var objects = new[] { Make.Validating("config", Make.Entry("v.example.com", "system/hook")).Build() };
        var requests = Discovery.Next(new ClusterSnapshot(objects, []), new Target.Named("config"), DiscoveryOptions.None);

        Assert.Contains(AllSecrets, requests);
        Assert.Contains(new ObjectRequest.One(ResourceTypes.Service, "system", "hook"), requests);
    }

    [Fact]
    public void A_target_found_nowhere_is_looked_for_where_something_may_resemble_it()
    {
        var cluster = CertControllerClusters.Kueue();

        Assert.Throws<TargetException>(() => cluster.Inspect("workloadz.kueue.x-k8s.io"));
        Assert.Contains(new ObjectRequest.Many(ResourceTypes.CustomResourceDefinition, null, null), cluster.Requests);
    }
}
