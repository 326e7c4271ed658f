using System.Text.Json.Nodes;
using KubectlWebhookCert.Core.Model;
using KubectlWebhookCert.Core.Tests.Fixtures;

namespace KubectlWebhookCert.Core.Tests.Model;

public sealed class BackendDiscoveryTests
{
    private static readonly ObjectRequest AllSecrets = new ObjectRequest.Many(ResourceTypes.Secret, "system", null);

    [Fact]
    public void A_replica_set_is_asked_where_no_deployment_has_the_name_it_tells()
    {
        var cluster = CertControllerClusters.LwsMixedWithKueue();
        cluster.Inspect("mleaderworkerset.kb.io");

        Assert.Equal(new ObjectRequest.One(ResourceTypes.ReplicaSet, "shared", "kueue-controller-manager-5d4f8c7b9"), cluster.Rounds[^1][0]);
    }

    [Fact]
    public void A_replica_set_without_the_hash_says_itself_who_owns_it()
    {
        var (ca, leaf) = OtherClusters.Pair();
        var webhook = new FakeCluster(
            Make.Validating("config", Make.Entry("v.example.com", "system/hook", ca.Base64)),
            Make.Service("system", "hook", "app=hook"),
            Make.Slice("system", "hook", 9443, null, Make.SliceEndpoint("10.1.0.4", "hook-x")),
            Make.Pod("system", "hook-x", "app=hook", Make.PodSpec().Mount("/certs", Make.SecretVolume("hook-tls")))
                .ControlledBy("ReplicaSet", "custom"),
            Make.Object(ResourceTypes.ReplicaSet, "system", "custom", []).ControlledBy("Deployment", "owner"),
            Make.Secret("system", "hook-tls", ("tls.crt", leaf.Pem), ("tls.key", leaf.KeyPem))).Inspect("config").Configurations[0].Webhooks[0];

        Assert.Equal("Deployment system/owner", $"{webhook.Service!.Endpoints[0].Workload}");
        Assert.Equal("mounted by Deployment system/owner at /certs", webhook.ServingSecret?.FoundBy[0]);
    }

    [Theory]
    [InlineData(UnreadableReason.NotServed, 0)] // a type the server does not have is no fault
    [InlineData(UnreadableReason.Forbidden, 1)]
    public void A_server_without_slices_is_asked_for_endpoints(UnreadableReason refusal, int unreadable)
    {
        var cluster = OtherClusters.Plain()
            .And(Make.Object(ResourceTypes.Endpoints, "system", "hook", new JsonObject
            {
                ["subsets"] = new JsonArray(new JsonObject
                {
                    ["addresses"] = new JsonArray(new JsonObject
                    {
                        ["ip"] = "10.1.0.4",
                        ["targetRef"] = new JsonObject { ["kind"] = "Pod", ["name"] = "hook-5d4f8c7b9-x" },
                    }),
                    ["notReadyAddresses"] = new JsonArray(new JsonObject { ["ip"] = "10.1.0.5" }),
                    ["ports"] = new JsonArray(new JsonObject { ["port"] = 9443 }),
                }),
            }))
            .Refusing(ResourceTypes.EndpointSlice, refusal);
        var inventory = cluster.Inspect("config");
        var service = inventory.Configurations[0].Webhooks[0].Service!;

        Assert.Equal(Presence.Found, service.EndpointsPresence);
        Assert.Equal(
            [("10.1.0.4", 9443, true), ("10.1.0.5", 9443, false)],
            service.Endpoints.Select(endpoint => (endpoint.Address, endpoint.Port ?? 0, endpoint.Ready)));
        Assert.Equal(unreadable, inventory.Unreadable.Count);
    }

    [Theory]
    [InlineData(false, "secret not found")]
    [InlineData(true, "secret unknown")]
    public void A_search_that_is_refused_finds_no_absence(bool isRefused, string state)
    {
        var (ca, _) = OtherClusters.Pair();
        var cluster = new FakeCluster(
            Make.Validating("config", Make.Entry("v.example.com", "system/hook", ca.Base64)), Make.Service("system", "hook", null));
        var webhook = (isRefused ? cluster.Refusing(ResourceTypes.Secret) : cluster).Inspect("config").Configurations[0].Webhooks[0];

        Assert.Empty(webhook.ServingSecrets);
        Assert.Equal(isRefused, webhook.SecretsAreHidden);
        Assert.Equal(state, WebhookState.Of(webhook, DateTimeOffset.UnixEpoch));
    }

    [Fact]
    public void Without_pods_the_workload_says_what_it_would_mount()
    {
        var (ca, leaf) = OtherClusters.Pair();
        var cluster = new FakeCluster(
            Make.Validating("config", Make.Entry("v.example.com", "system/hook", ca.Base64)),
            Make.Service("system", "hook", "app=hook"),
            Make.Deployment("system", "hook", "app=hook", Make.PodSpec().Mount("/certs", Make.SecretVolume("hook-tls"))),
            Make.Deployment("system", "other", "app=other", Make.PodSpec().Mount("/certs", Make.SecretVolume("other-tls"))),
            Make.Secret("system", "hook-tls", ("tls.crt", leaf.Pem), ("tls.key", leaf.KeyPem)));
        var webhook = cluster.Inspect("config").Configurations[0].Webhooks[0];

        Assert.Equal("mounted by Deployment system/hook at /certs", webhook.ServingSecret?.FoundBy[0]);
        Assert.Equal(Presence.Missing, webhook.Service?.EndpointsPresence);
        Assert.Empty(webhook.Service!.Endpoints);
    }

    [Fact]
    public void A_service_without_selector_leads_to_the_pods_its_endpoints_name()
    {
        var (ca, leaf) = OtherClusters.Pair();
        var cluster = new FakeCluster(
            Make.Validating("config", Make.Entry("v.example.com", "system/hook", ca.Base64)),
            Make.Service("system", "hook", null),
            Make.Slice("system", "hook", 9443, null, Make.SliceEndpoint("10.1.0.4", "bare")),
            Make.Pod("system", "bare", "app=x", Make.PodSpec().Mount("/certs", Make.SecretVolume("hook-tls"))),
            Make.Secret("system", "hook-tls", ("tls.crt", leaf.Pem), ("tls.key", leaf.KeyPem)));

        Assert.Equal("mounted by Pod system/bare at /certs", cluster.Inspect("config").Configurations[0].Webhooks[0].ServingSecret?.FoundBy[0]);
        Assert.Contains(new ObjectRequest.One(ResourceTypes.Pod, "system", "bare"), cluster.Requests);
    }

    [Fact]
    public void Projected_and_csi_volumes_lead_to_secrets_too()
    {
        var (ca, leaf) = OtherClusters.Pair();
        var projected = new JsonObject
        {
            ["projected"] = new JsonObject
            {
                ["sources"] = new JsonArray(new JsonObject { ["secret"] = new JsonObject { ["name"] = "projected-tls" } }),
            },
        };
        var csi = new JsonObject
        {
            ["csi"] = new JsonObject
            {
                ["driver"] = "secrets-store.csi.k8s.io",
                ["volumeAttributes"] = new JsonObject { ["secretProviderClass"] = "vault" },
            },
        };
        var cluster = new FakeCluster(
            Make.Validating("config", Make.Entry("v.example.com", "system/hook", ca.Base64)),
            Make.Service("system", "hook", "app=hook"),
            Make.DeploymentPod("system", "hook", "app=hook", Make.PodSpec().Mount("/a", projected, "tls.crt").Mount("/b", csi)),
            Make.Object(ResourceTypes.SecretProviderClass, "system", "vault", new JsonObject
            {
                ["spec"] = new JsonObject { ["secretObjects"] = new JsonArray(new JsonObject { ["secretName"] = "synced-tls" }) },
            }),
            Make.Secret("system", "projected-tls", ("tls.crt", leaf.Pem), ("tls.key", leaf.KeyPem)),
            Make.Secret("system", "synced-tls", ("tls.crt", leaf.Pem), ("tls.key", leaf.KeyPem)));

        Assert.Equal(
            [
                "projected by Deployment system/hook at /a (subPath tls.crt)",
                "synced by SecretProviderClass system/vault, which is mounted by Deployment system/hook at /b",
            ],
            cluster.Inspect("config").Configurations[0].Webhooks[0].ServingSecrets.Select(secret => secret.FoundBy[0]));
    }

    [Fact]
    public void The_token_that_old_servers_mount_is_not_asked_for()
    {
        var spec = Make.PodSpec()
            .Mount("/certs", Make.SecretVolume("hook-tls"))
            .Mount("/var/run/secrets/kubernetes.io/serviceaccount", Make.SecretVolume("default-token-abcde"));
        var cluster = OtherClusters.Plain().And(Make.DeploymentPod("system", "hook", "app=hook", spec, "y"));
        cluster.Inspect("config");

        Assert.DoesNotContain(new ObjectRequest.One(ResourceTypes.Secret, "system", "default-token-abcde"), cluster.Requests);
        Assert.DoesNotContain(AllSecrets, cluster.Requests);
    }

    [Fact]
    public void Mounts_of_a_sidecar_that_does_not_own_the_port_do_not_count()
    {
        var spec = Make.PodSpec().Mount("/certs", Make.SecretVolume("hook-tls"));
        spec["volumes"]!.AsArray().Add(new JsonObject { ["name"] = "other", ["secret"] = new JsonObject { ["secretName"] = "sidecar-tls" } });
        spec["containers"]!.AsArray().Add(new JsonObject
        {
            ["name"] = "sidecar",
            ["volumeMounts"] = new JsonArray(new JsonObject { ["name"] = "other", ["mountPath"] = "/other" }),
        });
        var cluster = OtherClusters.Plain().And(Make.DeploymentPod("system", "hook", "app=hook", spec, "y"));
        cluster.Inspect("config");

        Assert.DoesNotContain(new ObjectRequest.One(ResourceTypes.Secret, "system", "sidecar-tls"), cluster.Requests);
    }
}
