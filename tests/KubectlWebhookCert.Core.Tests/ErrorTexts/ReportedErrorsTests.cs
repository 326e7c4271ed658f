using KubectlWebhookCert.Core.ErrorTexts;

namespace KubectlWebhookCert.Core.Tests.ErrorTexts;

/// <summary>The other forms, and what is none.</summary>
public sealed class ReportedErrorsTests
{
    [Fact]
    public void A_connection_that_openshift_tries_names_webhook_and_service()
    {
        var error = One(
            "W0322 14:51:48.986682       1 degraded_webhook.go:135] failed to connect to webhook \"clustertasks.tekton.dev\" via service "
            + "\"tekton-pipelines-webhook.openshift-pipelines.svc:443\": tls: failed to verify certificate: x509: certificate signed by unknown authority");

        Assert.Equal(
            ("clustertasks.tekton.dev", "tekton-pipelines-webhook", "openshift-pipelines", 443,
                "x509: certificate signed by unknown authority"),
            (error.WebhookName, error.ServiceName, error.ServiceNamespace, error.Port, error.Tail));
    }

    [Fact]
    public void A_call_that_fails_open_is_one_error_though_it_is_logged_twice()
    {
        const string Log = """
            W0110 11:12:03.658397 2474203 dispatcher.go:180] Failed calling webhook, failing open webhook.sparkoperator.k8s.io: failed calling webhook "webhook.sparkoperator.k8s.io": failed to call webhook: Post "https://spark-operator-webhook.spark-operator.svc:443/webhook?timeout=30s": Service Unavailable
            E0110 11:12:03.658433 2474203 dispatcher.go:184] failed calling webhook "webhook.sparkoperator.k8s.io": failed to call webhook: Post "https://spark-operator-webhook.spark-operator.svc:443/webhook?timeout=30s": Service Unavailable
            """;

        var error = One(Log);

        Assert.Equal(
            (ReportedForm.AdmissionFailingOpen, "webhook.sparkoperator.k8s.io", "Service Unavailable"),
            (error.Form, error.WebhookName, error.Tail));
    }

    [Theory]
    // cert-manager/cert-manager#3430
    [InlineData(
        "E1030 22:08:24.509850       1 reflector.go:127] external/io_k8s_client_go/tools/cache/reflector.go:156: Failed to watch "
        + "*v1.Certificate: failed to list *v1.Certificate: conversion webhook for cert-manager.io/v1alpha2, Kind=Certificate failed: "
        + "Post https://cert-manager-webhook.cert-manager.svc:443/convert?timeout=30s: x509: certificate signed by unknown authority",
        "cert-manager.io/v1alpha2, Kind=Certificate", "cert-manager-webhook", "cert-manager",
        "x509: certificate signed by unknown authority")]
    // metal-stack/gardener-extension-provider-metal#480
    [InlineData(
        "kube-apiserver-55cb55464b-nn86b kube-apiserver E1119 15:06:55.108414       1 cacher.go:478] cacher (bgppeers.metallb.io): "
        + "unexpected ListAndWatch error: failed to list metallb.io/v1beta1, Kind=BGPPeer: conversion webhook for metallb.io/v1beta2, "
        + "Kind=BGPPeer failed: Post \"https://metallb-webhook-service.metallb-system.svc:443/convert?timeout=30s\": tls: failed to "
        + "verify certificate: x509: certificate is valid for cert, not metallb-webhook-service.metallb-system.svc; reinitializing...",
        "metallb.io/v1beta2, Kind=BGPPeer", "metallb-webhook-service", "metallb-system",
        "x509: certificate is valid for cert, not metallb-webhook-service.metallb-system.svc")]
    // k0rdent/k0rdent#16: logfmt around klog
    [InlineData(
        "Feb 17 18:20:54 ip-172-31-14-170 k0s[11008]: time=\"2025-02-17 18:20:54\" level=info msg=\"W0217 18:20:54.762850   26115 "
        + "reflector.go:569] storage/cacher.go:/config.projectsveltos.io/profiles: failed to list config.projectsveltos.io/v1alpha1, "
        + "Kind=Profile: conversion webhook for config.projectsveltos.io/v1beta1, Kind=Profile failed: Post "
        + "\\\"https://webhook-service.projectsveltos.svc:443/convert?timeout=30s\\\": service \\\"webhook-service\\\" not found\" "
        + "component=kube-apiserver stream=stderr",
        "config.projectsveltos.io/v1beta1, Kind=Profile", "webhook-service", "projectsveltos", "service \"webhook-service\" not found")]
    public void Reads_a_conversion(string text, string kind, string service, string namespaceName, string tail)
    {
        var error = One(text);

        Assert.Equal(
            (ReportedForm.Conversion, kind, service, namespaceName, tail),
            (error.Form, error.Kind, error.ServiceName, error.ServiceNamespace, error.Tail));
    }

    [Theory]
    [InlineData(
        "2020/11/10 11:05:56 http: TLS handshake error from 10.0.0.131:56084: remote error: tls: bad certificate",
        "10.0.0.131:56084",
        "remote error: tls: bad certificate")]
    [InlineData(
        "2015/12/31 08:30:25 http: TLS handshake error from [::1]:42335: tls: first record does not look like a TLS handshake",
        "[::1]:42335",
        "tls: first record does not look like a TLS handshake")]
    [InlineData("1030 22:12:12.332374       1 logs.go:58] http: TLS handshake error from 10.244.0.1:62741: EOF", "10.244.0.1:62741", "EOF")]
    public void Reads_the_log_of_a_webhooks_server(string text, string client, string tail)
    {
        var error = One(text);

        Assert.Equal((ReportedForm.Server, client, tail), (error.Form, error.ClientAddress, error.Tail));
    }

    [Theory]
    [InlineData("x509: certificate is valid for old.web.svc, not hook.web.svc", "hook", "web")]
    [InlineData(
        "tls: failed to verify certificate: x509: certificate is not valid for any names, but wanted to match hook.web.svc",
        "hook",
        "web")]
    [InlineData(
        "x509: a root or intermediate certificate is not authorized to sign for this name: DNS name \"hook.web.svc\" is not "
        + "permitted by any constraint",
        "hook",
        "web")]
    [InlineData("no endpoints available for service \"hook\"", "hook", null)]
    [InlineData("service \"hook\" not found", "hook", null)]
    [InlineData("no service port 8443 found for service \"hook\"", "hook", null)]
    [InlineData("x509: certificate signed by unknown authority", null, null)]
    [InlineData("dial tcp 10.96.0.9:443: connect: connection refused", null, null)]
    [InlineData("EOF", null, null)]
    [InlineData("\"x509: certificate signed by unknown authority\"", null, null)]
    [InlineData("\u001b[31mx509: certificate signed by unknown authority\u001b[0m", null, null)]
    [InlineData("dial tcp: lookup hook.example.com: no such host", null, null)]
    [InlineData("context deadline exceeded", null, null)]
    public void Reads_a_cause_alone(string text, string? service, string? namespaceName)
    {
        var error = One(text);

        Assert.Equal((ReportedForm.Bare, service, namespaceName), (error.Form, error.ServiceName, error.ServiceNamespace));
    }

    [Fact]
    public void A_message_whose_start_was_not_copied_still_names_the_service()
    {
        var error = One(
            "failed: Post \"https://hook.web.svc:8443/admit?dry=1&timeout=10s\": x509: certificate signed by unknown authority");

        Assert.Equal(
            (ReportedForm.Bare, "hook", "web", 8443, "https://hook.web.svc:8443/admit?dry=1"),
            (error.Form, error.ServiceName, error.ServiceNamespace, error.Port, error.Address));
    }

    [Fact]
    public void A_webhook_with_a_url_has_an_address_and_no_service()
    {
        var error = One("failed calling webhook \"a.example.com\": Post \"https://[fd00::1]:8443/admit?timeout=5s\": EOF");

        Assert.Equal(("https://[fd00::1]:8443/admit", 8443, null), (error.Address, error.Port, error.ServiceName));
    }

    [Theory]
    [InlineData("")]
    [InlineData("deployment.apps/web created")]
    [InlineData("Error from server (NotFound): services \"hook\" not found")]
    [InlineData("admission webhook \"validate.nginx.ingress.kubernetes.io\" denied the request: SSL: error")]
    [InlineData("W0712 15:28:05 reflector.go:1] watch of *v1.Pod ended with: context deadline exceeded")]
    [InlineData(
        "ERROR Reconciler error {\"error\": \"Operation cannot be fulfilled on deployments.apps \\\"web\\\": the object has been "
        + "modified; please apply your changes to the latest version and try again\"}")]
    [InlineData("open /etc/resolv.conf: no such file or directory")]
    public void What_is_no_such_error_is_passed_over(string text) => Assert.Empty(ReportedErrors.Parse(text));

    private static ReportedError One(string text) => Assert.Single(ReportedErrors.Parse(text));
}
