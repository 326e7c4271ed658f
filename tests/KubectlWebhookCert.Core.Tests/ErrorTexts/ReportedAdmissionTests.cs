using KubectlWebhookCert.Core.ErrorTexts;

namespace KubectlWebhookCert.Core.Tests.ErrorTexts;

/// <summary>Calls of admission webhooks that failed, most of them as they stand in public issues.</summary>
public sealed class ReportedAdmissionTests
{
    [Fact]
    public void Reads_what_kubectl_prints() => Assert.Equal(
        new ReportedError(
            ReportedForm.Admission,
            "x509: certificate signed by unknown authority",
            "Error from server (InternalError): error when creating \"0-resource-flavour.yaml\": Internal error occurred: failed "
            + "calling webhook "
            + "\"mresourceflavor.kb.io\": failed to call webhook: Post \"https://kueue-webhook-service.kueue-system.svc:443/mutate-kueue-x-k8s-io-v1beta1-"
            + "resourceflavor?timeout=10s\": tls: failed to verify certificate: x509: certificate signed by unknown authority")
        {
            WebhookName = "mresourceflavor.kb.io",
            ServiceName = "kueue-webhook-service",
            ServiceNamespace = "kueue-system",
            Port = 443,
            Address = "https://kueue-webhook-service.kueue-system.svc:443/mutate-kueue-x-k8s-io-v1beta1-resourceflavor",
        },
        One(
            "Error from server (InternalError): error when creating \"0-resource-flavour.yaml\": Internal error occurred: failed "
            + "calling webhook "
            + "\"mresourceflavor.kb.io\": failed to call webhook: Post \"https://kueue-webhook-service.kueue-system.svc:443/mutate-kueue-x-k8s-io-v1beta1-"
            + "resourceflavor?timeout=10s\": tls: failed to verify certificate: x509: certificate signed by unknown authority\n"));

    [Theory]
    // kubeflow/spark-operator#2482
    [InlineData(
        "error: sparkapplications.sparkoperator.k8s.io \"spark-app\" could not be patched: Internal error occurred: failed calling "
        + "webhook \"mutate-sparkoperator-k8s-io-v1beta2-sparkapplication.sparkoperator.k8s.io\": failed to call webhook: Post "
        + "\"https://sparkoperator-spark-operator-webhook-svc.sparkoperator.svc:9443/mutate-sparkoperator-k8s-io-v1beta2-sparkapplicati"
        + "on?timeout=10s\": tls: failed to verify certificate: x509: certificate signed by unknown authority",
        "mutate-sparkoperator-k8s-io-v1beta2-sparkapplication.sparkoperator.k8s.io",
        "sparkoperator-spark-operator-webhook-svc", "sparkoperator", 9443,
        "x509: certificate signed by unknown authority")]
    // kubernetes-sigs/aws-load-balancer-controller#1909, Kubernetes 1.20 and older
    [InlineData(
        "Failed deploy model due to Internal error occurred: failed calling webhook \"mtargetgroupbinding.elbv2.k8s.aws\": Post "
        + "\"https://aws-load-balancer-webhook-service.kube-system.svc:443/mutate-elbv2-k8s-aws-v1beta1-targetgroupbinding?timeout=10s"
        + "\": x509: certificate signed by unknown authority (possibly because of \"crypto/rsa: verification error\" while trying to "
        + "verify candidate authority certificate \"aws-load-balancer-controller-ca\")",
        "mtargetgroupbinding.elbv2.k8s.aws", "aws-load-balancer-webhook-service", "kube-system", 443,
        "x509: certificate signed by unknown authority (possibly because of \"crypto/rsa: verification error\" while trying to "
        + "verify candidate authority certificate \"aws-load-balancer-controller-ca\")")]
    // the same, #4605: a link made of the URL, and what Argo CD adds
    [InlineData(
        "Internal error occurred: failed calling webhook \"vingress.elbv2.k8s.aws\": failed to call webhook: Post "
        + "\"[https://aws-load-balancer-webhook-service.aws-lbc.svc:443/validate-networking-v1-ingress?timeout=10s](https://aws-load-ba"
        + "lancer-webhook-service.aws-lbc.svc/validate-networking-v1-ingress?timeout=10s)\": tls: failed to verify certificate: x509: "
        + "certificate signed by unknown authority (possibly because of \"crypto/rsa: verification error\" while trying to verify "
        + "candidate authority certificate \"aws-load-balancer-controller-ca\") (retried 3 times).",
        "vingress.elbv2.k8s.aws", "aws-load-balancer-webhook-service", "aws-lbc", 443,
        "x509: certificate signed by unknown authority (possibly because of \"crypto/rsa: verification error\" while trying to "
        + "verify candidate authority certificate \"aws-load-balancer-controller-ca\")")]
    // cert-manager/cert-manager#3645: Go before 1.14, no quotes around the URL
    [InlineData(
        "Error from server (InternalError): error when creating \"test-resources.yaml\": Internal error occurred: failed calling "
        + "webhook \"webhook.cert-manager.io\": Post https://cert-manager-webhook.cert-manager.svc:443/mutate?timeout=10s: Address is "
        + "not allowed",
        "webhook.cert-manager.io", "cert-manager-webhook", "cert-manager", 443, "Address is not allowed")]
    // open-telemetry/opentelemetry-operator#2260: no port
    [InlineData(
        "failed calling webhook \"mopentelemetrycollector.kb.io\": Post "
        + "\"https://opentelemetry-operator-webhook.observability.svc/mutate?timeout=10s\": Address is not allowed",
        "mopentelemetrycollector.kb.io", "opentelemetry-operator-webhook", "observability", 443, "Address is not allowed")]
    // dowjones/k8s-webhook#1: Kubernetes 1.11, and typographic quotes
    [InlineData(
        "dispatcher.go:72] Failed calling webhook, failing closed webhook-service.default.svc: failed calling admission webhook "
        + "“webhook-service.default.svc”: Post https://webhook-service.default.svc:443/mutate?timeout=30s: x509: certificate signed by "
        + "unknown authority",
        "webhook-service.default.svc", "webhook-service", "default", 443, "x509: certificate signed by unknown authority")]
    // cert-manager/cert-manager#4901: a link, broken
    [InlineData(
        "failed calling webhook \"defaulting.webhook.provisioners.karpenter.sh\": Post "
        + "\"[https://karpenter.karpenter-fargate.svc:443/default-resource?timeout=10s\":](https://karpenter.karpenter-fargate.svc/defa"
        + "ult-resource?timeout=10s%22:) x509: certificate is valid for karpenter-webhook, karpenter-webhook.karpenter-fargate, "
        + "karpenter-webhook.karpenter-fargate.svc, karpenter-webhook.karpenter-fargate.svc.cluster.local, not "
        + "karpenter.karpenter-fargate.svc. ",
        "defaulting.webhook.provisioners.karpenter.sh", "karpenter", "karpenter-fargate", 443,
        "x509: certificate is valid for karpenter-webhook, karpenter-webhook.karpenter-fargate, "
        + "karpenter-webhook.karpenter-fargate.svc, karpenter-webhook.karpenter-fargate.svc.cluster.local, not "
        + "karpenter.karpenter-fargate.svc")]
    // GoogleCloudPlatform/prometheus-engine#178
    [InlineData(
        "> Error from server (InternalError): error when creating \"test.yaml\": Internal error occurred: failed calling webhook "
        + "\"default.podmonitorings.gmp-operator.gmp-system.monitoring.googleapis.com\": failed to call webhook: Post "
        + "\"https://gmp-operator.gmp-system.svc:443/default/monitoring.googleapis.com/v1/podmonitorings?timeout=10s\": no service "
        + "port 443 found for service \"gmp-operator\"",
        "default.podmonitorings.gmp-operator.gmp-system.monitoring.googleapis.com", "gmp-operator", "gmp-system", 443,
        "no service port 443 found for service \"gmp-operator\"")]
    // kubeflow/spark-operator#2535: out of JSON, without the quotes around it
    [InlineData(
        "Internal error occurred: failed calling webhook "
        + "\\\"mutate-sparkoperator-k8s-io-v1beta2-sparkapplication.sparkoperator.k8s.io\\\": failed to call webhook: Post "
        + "\\\"https://spark-operator-webhook-svc.spark-operator.svc:9443/mutate-sparkoperator-k8s-io-v1beta2-sparkapplication?timeout="
        + "10s\\\": tls: failed to verify certificate: x509: certificate signed by unknown authority",
        "mutate-sparkoperator-k8s-io-v1beta2-sparkapplication.sparkoperator.k8s.io", "spark-operator-webhook-svc", "spark-operator", 9443,
        "x509: certificate signed by unknown authority")]
    public void Reads_a_call_of_an_admission_webhook(
        string text, string webhook, string service, string namespaceName, int port, string tail)
    {
        var error = One(text);

        Assert.Equal(
            (ReportedForm.Admission, webhook, service, namespaceName, port, tail),
            (error.Form, error.WebhookName, error.ServiceName, error.ServiceNamespace, error.Port, error.Tail));
    }

    [Theory]
    // kubemod/kubemod#112
    [InlineData(
        "failed calling webhook \"podbinding.kubemod.io\": could not get REST client: unable to load root certificates: unable to "
        + "parse bytes as PEM block",
        "podbinding.kubemod.io", "could not get REST client: unable to load root certificates: unable to parse bytes as PEM block")]
    // cert-manager/cert-manager#2335, as klogr wrote it
    [InlineData(
        "E1108 00:28:12.729017       1 controller.go:131] cert-manager/controller/ingress-shim \"msg\"=\"re-queuing item  due to "
        + "error processing\" \"error\"=\"Internal error occurred: failed calling webhook \\\"webhook.cert-manager.io\\\": the server "
        + "is currently unable to handle the request\" \"key\"=\"default/ingress\" ",
        "webhook.cert-manager.io", "the server is currently unable to handle the request")]
    public void A_call_without_an_address_still_names_the_webhook(string text, string webhook, string tail)
    {
        var error = One(text);

        Assert.Equal((ReportedForm.Admission, webhook, tail), (error.Form, error.WebhookName, error.Tail));
        Assert.Null(error.Address);
        Assert.Null(error.ServiceName);
    }

    private static ReportedError One(string text) => Assert.Single(ReportedErrors.Parse(text));
}
