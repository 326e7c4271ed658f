using KubectlWebhookCert.Core.Model;
using KubectlWebhookCert.Core.Targets;
using KubectlWebhookCert.Core.Tests.Fixtures;

namespace KubectlWebhookCert.Core.Tests.Model;

/// <summary>Each known system, found from one name as a user would type it.</summary>
public sealed class SystemsTests
{
    [Fact]
    public void Spark_operator_1_2_mounts_the_secret_of_its_job()
    {
        var configuration = SparkClusters.Chart12().Inspect("spark-operator-webhook-config").Configurations[0];
        var webhook = configuration.Webhooks[0];

        Assert.Equal(("spark-operator-1", "Spark Operator 1.0 to 1.3"), (configuration.Owner.Code, configuration.Owner.Name));
        Assert.Contains("CA and serving certificate of Secret default/spark-operator-webhook-certs have the same subject", webhook.Owner.Evidence);
        Assert.Contains("label helm.sh/chart: spark-operator-1.2.15 of Deployment default/spark-operator", webhook.Owner.Evidence);
        Assert.Equal(
            [
                "mounted by Deployment default/spark-operator at /etc/webhook-certs",
                "issuer is in the CA bundle",
                "certificate names spark-operator-webhook.default.svc",
            ],
            webhook.ServingSecret?.FoundBy);
        Assert.Equal(2298, webhook.ServingSecret?.Content?.Leaf?.Certificate.NotAfter.Year);
        Assert.Equal(new WebhookCall.ByService("default", "spark-operator-webhook", 443, "/webhook"), webhook.Calls);
        Assert.Equal("https://spark-operator-webhook.default.svc:443/webhook", webhook.Calls.Address);
        Assert.Equal(8080, Assert.Single(webhook.Service!.Endpoints).Port);
        Assert.Empty(configuration.Keepers);
    }

    [Fact]
    public void Spark_operator_1_4_only_names_its_secret_and_publishes_the_leaf_as_ca()
    {
        var webhook = SparkClusters.Chart14().Inspect("spark-operator-webhook-config").Configurations[0].Webhooks[0];

        Assert.Equal("spark-operator-1-4", webhook.Owner.Code);
        Assert.Contains("the CA bundle is the serving certificate itself", webhook.Owner.Evidence);
        Assert.Equal(
            [
                "named by -webhook-secret-name of Deployment default/spark-operator",
                "certificate is itself in the CA bundle",
                "certificate names spark-operator-webhook-svc.default.svc",
            ],
            webhook.ServingSecret?.FoundBy);
        Assert.Equal("Helm release default/spark-operator", Assert.Single(webhook.ServingSecret!.Keepers).Name);
    }

    [Fact]
    public void A_secret_that_somebody_emptied_is_still_shown()
    {
        var cluster = SparkClusters.Chart14(emptied: true);
        var webhook = cluster.Inspect("spark-operator-webhook-config").Configurations[0].Webhooks[0];

        Assert.Equal("spark-operator-1-4", webhook.Owner.Code);
        Assert.Equal(4, webhook.ServingSecret?.Content?.EmptyKeys.Count);
        Assert.DoesNotContain(new ObjectRequest.Many(ResourceTypes.Secret, "default", null), cluster.Requests);
    }

    [Fact]
    public void Spark_operator_2_names_its_secret_in_its_arguments()
    {
        var cluster = SparkClusters.Chart21();
        var configuration = cluster.Inspect("spark-operator-webhook").Configurations[0];
        var webhook = configuration.Webhooks[0];

        Assert.Equal(("spark-operator-2", "Spark Operator 2.x"), (configuration.Owner.Code, configuration.Owner.Name));
        Assert.Contains("image docker.io/kubeflow/spark-operator:2.1.0", configuration.Owner.Evidence);
        Assert.Equal("Helm release default/spark-operator", Assert.Single(configuration.Keepers).Name);
        Assert.Equal(2, configuration.Webhooks.Count);
        Assert.Equal(
            ["named by --webhook-secret-name of Deployment default/spark-operator-webhook", "issuer is in the CA bundle"],
            webhook.ServingSecret?.FoundBy);
        Assert.Equal(("Fail", 10), (webhook.FailurePolicy, webhook.TimeoutSeconds));
        Assert.Equal("https://spark-operator-webhook-svc.default.svc:9443/mutate--v1-pod", webhook.Calls.Address);
        Assert.Equal(2, webhook.Service?.Endpoints.Count);
        Assert.All(webhook.Service!.Endpoints, endpoint => Assert.Equal("Deployment default/spark-operator-webhook", $"{endpoint.Workload}"));
        Assert.DoesNotContain(new ObjectRequest.Many(ResourceTypes.Secret, "default", null), cluster.Requests);
        Assert.InRange(cluster.Rounds.Count, 1, 4);
    }

    [Fact]
    public void Where_nothing_names_the_secret_the_namespace_is_searched_for_what_fits()
    {
        var cluster = SparkClusters.Chart21(named: false);
        var webhook = cluster.Inspect("spark-operator-webhook").Configurations[0].Webhooks[0];

        Assert.Contains(new ObjectRequest.Many(ResourceTypes.Secret, "default", null), cluster.Requests);
        Assert.Equal("spark-operator-webhook-certs", webhook.ServingSecret?.Ref.Name);
        Assert.Equal(["issuer is in the CA bundle"], webhook.ServingSecret?.FoundBy);
    }

    [Theory]
    [InlineData("kueue-mutating-webhook-configuration")]
    [InlineData("kueue-validating-webhook-configuration")]
    [InlineData("workloads.kueue.x-k8s.io")]
    public void Kueue_keeps_everything_in_the_secret_it_mounts(string name)
    {
        var configuration = CertControllerClusters.Kueue().Inspect(name).Configurations[0];
        var webhook = configuration.Webhooks[0];

        Assert.Equal("cert-controller (Kueue)", configuration.Owner.Name);
        Assert.Equal("kueue-webhook-server-cert", webhook.ServingSecret?.Ref.Name);
        Assert.Equal("ca.key", webhook.ServingSecret?.Content?.AuthorityKey);
        Assert.Equal(
            "mounted by Deployment kueue-system/kueue-controller-manager at /tmp/k8s-webhook-server/serving-certs",
            webhook.ServingSecret?.FoundBy[0]);
    }

    [Fact]
    public void An_apiservice_is_called_at_its_group_and_may_skip_verification()
    {
        var webhook = CertControllerClusters.Kueue().Inspect("v1beta1.visibility.kueue.x-k8s.io").Configurations[0].Webhooks[0];

        Assert.True(webhook.InsecureSkipTlsVerify);
        Assert.Equal("https://kueue-visibility-server.kueue-system.svc:443/apis/visibility.kueue.x-k8s.io/v1beta1", webhook.Calls.Address);
        Assert.Null(webhook.FailurePolicy);
        Assert.True(webhook.CaBundle.IsEmpty);
        Assert.Equal("v1beta1.visibility.kueue.x-k8s.io", webhook.Name);
    }

    [Fact]
    public void A_whole_cluster_leaves_out_what_calls_no_webhook() => Assert.Equal(
        [
            "kueue-validating-webhook-configuration", "kueue-mutating-webhook-configuration",
            "workloads.kueue.x-k8s.io", "v1beta1.visibility.kueue.x-k8s.io",
        ],
        CertControllerClusters.Kueue().Inspect(new Target.Everything()).Configurations.Select(configuration => configuration.Resource.Name));

    [Fact]
    public void Endpoints_of_two_controllers_are_told_apart_and_the_secret_is_the_one_that_fits()
    {
        var webhook = CertControllerClusters.LwsMixedWithKueue().Inspect("mleaderworkerset.kb.io").Configurations[0].Webhooks[0];

        Assert.Equal(
            ["Deployment shared/lws-controller-manager", "Deployment shared/kueue-controller-manager"],
            webhook.Service!.Endpoints.Select(endpoint => $"{endpoint.Workload}"));
        Assert.Equal("lws-webhook-server-cert", webhook.ServingSecret?.Ref.Name);
        Assert.Equal("cert-controller (LeaderWorkerSet)", webhook.Owner.Name);
    }

    [Fact]
    public void Cert_managers_certificate_names_the_secret_and_other_mounts_do_not_disturb()
    {
        var cluster = OtherClusters.CertManagerSelfSigned();
        var webhook = cluster.Inspect("config").Configurations[0].Webhooks[0];

        Assert.Equal(("cert-manager", new ObjectRef("Certificate", "system", "serving-cert")), (webhook.Owner.Code, webhook.Owner.Source));
        Assert.Contains("annotation cert-manager.io/inject-ca-from: system/serving-cert", webhook.Owner.Evidence);
        Assert.Equal("webhook-server-cert", webhook.ServingSecret?.Ref.Name);
        Assert.Equal(
            "secretName of Certificate system/serving-cert, named by annotation cert-manager.io/inject-ca-from",
            webhook.ServingSecret?.FoundBy[0]);
        Assert.Contains("certificate is itself in the CA bundle", webhook.ServingSecret!.FoundBy);
        Assert.True(webhook.ServingSecret.Content?.Leaf?.Certificate.Subject.IsEmpty);
        Assert.InRange(cluster.Rounds.Count, 1, 4);
    }

    [Fact]
    public void Service_ca_names_the_secret_on_the_service()
    {
        var webhook = OtherClusters.ServiceCa().Inspect("config").Configurations[0].Webhooks[0];

        Assert.Equal(("service-ca", new ObjectRef("Service", "system", "hook")), (webhook.Owner.Code, webhook.Owner.Source));
        Assert.Equal(2, webhook.CaBundle.Certificates.Count);
        Assert.Equal("annotation service.beta.openshift.io/serving-cert-secret-name of Service system/hook", webhook.ServingSecret?.FoundBy[0]);
    }

    [Fact]
    public void Olm_names_the_secret_after_the_service()
    {
        var webhook = OtherClusters.Olm().Inspect("vhook.kb.io").Configurations[0].Webhooks[0];

        Assert.Equal(("olm", new ObjectRef("ClusterServiceVersion", "system", "hook.v1.2.3")), (webhook.Owner.Code, webhook.Owner.Source));
        Assert.Equal("named as OLM names the Secret of Service system/hook-service", webhook.ServingSecret?.FoundBy[0]);
        Assert.Equal("olmCAKey", Assert.Single(webhook.ServingSecret!.Content!.Authorities).CertificateKey);
        Assert.Null(webhook.ServingSecret.Content.AuthorityKey);
    }

    [Fact]
    public void Certgen_keeps_no_ca_key()
    {
        var configuration = OtherClusters.Certgen().Inspect("config").Configurations[0];
        var content = configuration.Webhooks[0].ServingSecret?.Content;

        Assert.Equal("kube-webhook-certgen", configuration.Owner.Code);
        Assert.Equal(("cert", "key", null), (content?.Leaf?.CertificateKey, content?.Leaf?.PrivateKeyKey, content?.AuthorityKey));
        Assert.Equal("Helm release system/ingress", Assert.Single(configuration.Keepers).Name);
    }
}
