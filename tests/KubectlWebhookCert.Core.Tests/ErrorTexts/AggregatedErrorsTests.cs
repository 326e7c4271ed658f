using KubectlWebhookCert.Core.ErrorTexts;

namespace KubectlWebhookCert.Core.Tests.ErrorTexts;

/// <summary>Aggregated APIs that are not available.</summary>
public sealed class AggregatedErrorsTests
{
    private const string Name = "v1beta1.external.metrics.k8s.io";

    [Theory]
    [InlineData(
        "failing or missing response from https://10.96.3.203:6443/apis/external.metrics.k8s.io/v1beta1: Get "
        + "\"https://10.96.3.203:6443/apis/external.metrics.k8s.io/v1beta1\": tls: failed to verify certificate: x509: certificate "
        + "signed by unknown authority",
        Name)]
    [InlineData(
        "E0425 1 available_controller.go:524] v1beta1.external.metrics.k8s.io failed with: failing or missing response from "
        + "https://10.96.3.203:6443: Get \"https://10.96.3.203:6443\": x509: certificate signed by unknown authority",
        Name)]
    [InlineData(
        "no response from https://10.96.3.203:6443: Get https://10.96.3.203:6443: x509: certificate signed by unknown authority",
        null)]
    [InlineData(
        "Error from server (ServiceUnavailable): error trying to reach service: x509: certificate signed by unknown authority",
        null)]
    public void Reads_a_call_that_failed(string text, string? apiService)
    {
        var error = Assert.Single(ReportedErrors.Parse(text));

        Assert.Equal(
            (ReportedForm.Aggregation, apiService, "x509: certificate signed by unknown authority"),
            (error.Form, error.ApiService, error.Tail));
    }

    // kedacore/keda#1613
    [Fact]
    public void What_kubectl_describes_names_the_service()
    {
        var error = Assert.Single(ReportedErrors.Parse("""
            Name:         v1beta1.external.metrics.k8s.io
            Namespace:
            Annotations:  meta.helm.sh/release-name: keda
            API Version:  apiregistration.k8s.io/v1
            Kind:         APIService
            Spec:
              Group:                     external.metrics.k8s.io
              Service:
                Name:            keda-operator-metrics-apiserver
                Namespace:       keda
                Port:            443
              Version:           v1beta1
            Status:
              Conditions:
                Last Transition Time:  2021-02-02T01:50:55Z
                Message:               failing or missing response from https://100.96.3.203:6443/apis/external.metrics.k8s.io/v1beta1: Get "https://100.96.3.203:6443/apis/external.metrics.k8s.io/v1beta1": x509: certificate signed by unknown authority
                Reason:                FailedDiscoveryCheck
                Status:                False
                Type:                  Available
            """));

        Assert.Equal(
            (Name, "keda-operator-metrics-apiserver", "keda", 443),
            (error.ApiService, error.ServiceName, error.ServiceNamespace, error.Port));
    }

    [Theory]
    [InlineData("""
        apiVersion: apiregistration.k8s.io/v1
        kind: APIService
        metadata:
          name: v1beta1.external.metrics.k8s.io
        spec:
          group: external.metrics.k8s.io
          service:
            name: keda-operator
            namespace: keda
            port: 443
          version: v1beta1
        status:
          conditions:
          - lastTransitionTime: "2020-02-04T09:35:32Z"
            message: 'no response from https://172.31.32.4:6443: Get https://172.31.32.4:6443:
              net/http: request canceled while waiting for connection (Client.Timeout exceeded
              while awaiting headers)'
            reason: FailedDiscoveryCheck
        """)]
    [InlineData("""
        {
            "kind": "APIService",
            "metadata": {
                "name": "v1beta1.external.metrics.k8s.io"
            },
            "spec": {
                "service": {
                    "name": "keda-operator",
                    "namespace": "keda",
                    "port": 443
                },
                "version": "v1beta1"
            },
            "status": {
                "conditions": [
                    {
                        "message": "failing or missing response from https://172.31.32.4:6443: Get \"https://172.31.32.4:6443\": net/http: request canceled while waiting for connection (Client.Timeout exceeded while awaiting headers)",
                        "reason": "FailedDiscoveryCheck"
                    }
                ]
            }
        }
        """)]
    public void A_manifest_names_the_service(string text)
    {
        var error = Assert.Single(ReportedErrors.Parse(text));

        Assert.Equal((Name, "keda-operator", "keda", 443), (error.ApiService, error.ServiceName, error.ServiceNamespace, error.Port));
        Assert.Equal(
            "net/http: request canceled while waiting for connection (Client.Timeout exceeded while awaiting headers)", error.Tail);
    }

    [Theory]
    [InlineData(
        "v1beta1.external.metrics.k8s.io        keda/keda-operator              False (FailedDiscoveryCheck)   27s",
        Name,
        "keda-operator",
        "keda",
        "FailedDiscoveryCheck")]
    [InlineData(
        "    Message:               service/metrics-server in \"kube-system\" is not present",
        null,
        "metrics-server",
        "kube-system",
        "service/metrics-server in \"kube-system\" is not present")]
    [InlineData(
        "message: endpoints for service/metrics-server in \"kube-system\" have no addresses with port name \"https\"",
        null,
        "metrics-server",
        "kube-system",
        "endpoints for service/metrics-server in \"kube-system\" have no addresses with port name \"https\"")]
    [InlineData(
        "\"message\": \"cannot find endpoints for service/metrics-server in \\\"kube-system\\\"\",",
        null,
        "metrics-server",
        "kube-system",
        "cannot find endpoints for service/metrics-server in \"kube-system\"")]
    [InlineData(
        "error: unable to retrieve the complete list of server APIs: external.metrics.k8s.io/v1beta1: the server is currently unable "
        + "to handle the request",
        Name,
        null,
        null,
        "the server is currently unable to handle the request")]
    [InlineData(
        "Error from server (ServiceUnavailable): the server is currently unable to handle the request (get nodes.metrics.k8s.io)",
        null,
        null,
        null,
        "the server is currently unable to handle the request (get nodes.metrics.k8s.io)")]
    public void Reads_that_an_api_is_not_available(string text, string? apiService, string? service, string? namespaceName, string tail)
    {
        var error = Assert.Single(ReportedErrors.Parse(text));

        Assert.Equal(
            (ReportedForm.Aggregation, apiService, service, namespaceName, tail),
            (error.Form, error.ApiService, error.ServiceName, error.ServiceNamespace, error.Tail));
    }

    [Fact]
    public void The_next_document_is_of_another_object()
    {
        var error = Assert.Single(ReportedErrors.Parse("""
            metadata:
              name: v1beta1.external.metrics.k8s.io
            ---
            message: error trying to reach service: x509: certificate signed by unknown authority
            """));

        Assert.Null(error.ApiService);
    }

    [Fact]
    public void A_port_on_which_the_service_does_not_listen_is_read()
    {
        var error = Assert.Single(ReportedErrors.Parse("service/metrics-server in \"kube-system\" is not listening on port 443"));

        Assert.Equal(("metrics-server", 443), (error.ServiceName, error.Port));
    }
}
