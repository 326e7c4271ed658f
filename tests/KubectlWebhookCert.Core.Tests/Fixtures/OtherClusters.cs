using System.Text.Json.Nodes;
using KubectlWebhookCert.Core.Model;

namespace KubectlWebhookCert.Core.Tests.Fixtures;

/// <summary>One webhook of every other owner: ValidatingWebhookConfiguration <c>config</c>, Service <c>system/hook</c>.</summary>
internal static class OtherClusters
{
    public const string ServerName = "hook.system.svc";

    /// <summary>A webhook whose Deployment mounts a Secret with a leaf signed by a CA; nobody's marks.</summary>
    public static FakeCluster Plain(
        Func<Manifest, Manifest>? configuration = null, Func<Manifest, Manifest>? secret = null, string webhook = "v.example.com")
    {
        var (ca, leaf) = Pair();
        return With(
            (configuration ?? Same)(Make.Validating("config", Make.Entry(webhook, "system/hook", ca.Base64))),
            Make.Service("system", "hook", "app=hook"),
            Make.PodSpec().Mount("/certs", Make.SecretVolume("hook-tls")),
            (secret ?? Same)(Make.Secret("system", "hook-tls", ("tls.crt", leaf.Pem), ("tls.key", leaf.KeyPem))));
    }

    /// <summary>cert-manager with a selfSigned issuer: the leaf has no subject, is no CA, and is its own <c>ca.crt</c>.</summary>
    public static FakeCluster CertManagerSelfSigned()
    {
        var leaf = Issued.SelfSigned(string.Empty, 1, ServerName, $"{ServerName}.cluster.local");
        return With(
            Make.Validating("config", Make.Entry("v.example.com", "system/hook", leaf.Base64))
                .Annotate("cert-manager.io/inject-ca-from", "system/serving-cert"),
            Make.Service("system", "hook", "app=hook"),
            Make.PodSpec()
                .Mount("/certs", Make.SecretVolume("webhook-server-cert"))
                .Mount("/metrics", Make.SecretVolume("metrics-server-cert")),
            Make.Secret("system", "webhook-server-cert", ("ca.crt", leaf.Pem), ("tls.crt", leaf.Pem), ("tls.key", leaf.KeyPem))
                .Annotate("cert-manager.io/certificate-name", "serving-cert"))
            .And(
                Make.Secret("system", "metrics-server-cert", ("tls.crt", Pair().Leaf.Pem), ("tls.key", Pair().Leaf.KeyPem)),
                Make.Object(
                    ResourceTypes.Certificate,
                    "system",
                    "serving-cert",
                    new JsonObject { ["spec"] = new JsonObject { ["secretName"] = "webhook-server-cert" } }));
    }

    /// <summary>OpenShift's service-ca: two CAs cross-signed in the bundle.</summary>
    public static FakeCluster ServiceCa()
    {
        var old = Issued.Ca("CN=openshift-service-serving-signer@1700000000", 2);
        var (ca, leaf) = Pair("CN=openshift-service-serving-signer@1700000000", ServerName);
        var bundle = Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes(ca.Pem + old.Pem));
        return With(
            Make.Validating("config", Make.Entry("v.example.com", "system/hook", bundle))
                .Annotate("service.beta.openshift.io/inject-cabundle", "true"),
            Make.Service("system", "hook", "app=hook").Annotate("service.beta.openshift.io/serving-cert-secret-name", "hook-serving"),
            Make.PodSpec().Mount("/certs", Make.SecretVolume("hook-serving")),
            Make.Secret("system", "hook-serving", ("tls.crt", leaf.Pem), ("tls.key", leaf.KeyPem))
                .Annotate("service.beta.openshift.io/originating-service-name", "hook"));
    }

    /// <summary>OLM: the CA's certificate is called <c>olmCAKey</c>.</summary>
    public static FakeCluster Olm()
    {
        var (ca, leaf) = Pair("CN=olm-selfsigned-1, O=\"Red Hat, Inc.\"", "hook-service.system.svc");
        return new FakeCluster(
            Make.Validating("vhook.kb.io-abcde", Make.Entry("vhook.kb.io", "system/hook-service", ca.Base64))
                .Label("olm.managed", "true")
                .Label("olm.webhook-description-generate-name", "vhook.kb.io")
                .Label("olm.owner", "hook.v1.2.3")
                .Label("olm.owner.kind", "ClusterServiceVersion")
                .Label("olm.owner.namespace", "system"),
            Make.Service("system", "hook-service", "app=hook").Label("olm.managed", "true"),
            Make.Slice("system", "hook-service", 9443, null, Make.SliceEndpoint("10.1.0.4", "hook-5d4f8c7b9-x")),
            Make.DeploymentPod(
                "system",
                "hook",
                "app=hook",
                Make.PodSpec().Mount("/apiserver.local.config/certificates", Make.SecretVolume("hook-service-cert"))),
            Make.Secret("system", "hook-service-cert", ("olmCAKey", ca.Pem), ("tls.crt", leaf.Pem), ("tls.key", leaf.KeyPem))
                .Label("olm.managed", "true")
                .Annotate("olmcahash", "abc"));
    }

    /// <summary>kube-webhook-certgen: ECDSA, O=nil1 and O=nil2, no CA key.</summary>
    public static FakeCluster Certgen()
    {
        var ca = Issued.EcdsaCa("O=nil1");
        var leaf = ca.EcdsaLeaf("O=nil2", "hook", ServerName);
        return With(
            Make.Validating("config", Make.Entry("v.example.com", "system/hook", ca.Base64)).InRelease("system", "ingress"),
            Make.Service("system", "hook", "app=hook"),
            Make.PodSpec().Mount("/usr/local/certificates", Make.SecretVolume("hook-admission")),
            Make.Secret("system", "hook-admission", ("ca", ca.Pem), ("cert", leaf.Pem), ("key", leaf.KeyPem)));
    }

    public static (Issued Ca, Issued Leaf) Pair(string caSubject = "CN=hook-ca", string serverName = ServerName)
    {
        var ca = Issued.Ca(caSubject);
        return (ca, ca.Leaf($"CN={serverName}", 1, 42, null, serverName));
    }

    private static FakeCluster With(Manifest configuration, Manifest service, JsonObject spec, Manifest secret) => new(
        configuration,
        service,
        Make.Slice("system", "hook", 9443, null, Make.SliceEndpoint("10.1.0.4", "hook-5d4f8c7b9-x")),
        Make.DeploymentPod("system", "hook", "app=hook", spec),
        Make.Deployment("system", "hook", "app=hook", (JsonObject)spec.DeepClone()),
        secret);

    private static Manifest Same(Manifest manifest) => manifest;
}
