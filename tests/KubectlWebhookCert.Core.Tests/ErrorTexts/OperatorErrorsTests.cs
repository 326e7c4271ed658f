using KubectlWebhookCert.Core.ErrorTexts;

namespace KubectlWebhookCert.Core.Tests.ErrorTexts;

/// <summary>What operators log, and objects that the API server does not take.</summary>
public sealed class OperatorErrorsTests
{
    [Theory]
    [InlineData("""{"level":"error","ts":1689339424.419973,"logger":"cert-rotation","msg":"secret is not well-formed, cannot update webhook configurations","error":"Cert secret is not well-formed, missing ca.crt","errorVerbose":"Cert secret is not well-formed, missing ca.crt\ngithub.com/open-policy-agent/cert-controller/pkg/rotator.buildArtifactsFromSecret\n\t/go/src/rotator.go:385"}""", "Cert secret is not well-formed, missing ca.crt", null, null)]
    // kedacore/keda#4813
    [InlineData(
        "2023-07-19T11:03:41Z\tERROR\tcert-rotation\tError updating webhook with certificate\t{\"name\": \"keda-admission\", "
        + "\"gvk\": \"admissionregistration.k8s.io/v1, Kind=ValidatingWebhookConfiguration\", \"error\": \"Operation cannot be "
        + "fulfilled on validatingwebhookconfigurations.admissionregistration.k8s.io \\\"keda-admission\\\": the object has been "
        + "modified; please apply your changes to the latest version and try "
        + "again\"}\ngithub.com/open-policy-agent/cert-controller/pkg/rotator.(*ReconcileWH).ensureCerts\n\t/workspace/vendor/rotator.g"
        + "o:752",
        "Operation cannot be fulfilled on validatingwebhookconfigurations.admissionregistration.k8s.io \"keda-admission\": the "
        + "object has been modified; please apply your changes to the latest version and try again",
        "vwc/keda-admission",
        null)]
    // kedacore/keda#5542
    [InlineData(
        "2024-02-28T02:03:16Z\tERROR\tReconciler error\t{\"controller\": \"cert-rotator\", \"error\": \"Operation cannot be "
        + "fulfilled on apiservices.apiregistration.k8s.io \\\"v1beta1.external.metrics.k8s.io\\\": the object has been modified; "
        + "please apply your changes to the latest version and try again\"}",
        "Operation cannot be fulfilled on apiservices.apiregistration.k8s.io \"v1beta1.external.metrics.k8s.io\": the object has "
        + "been modified; please apply your changes to the latest version and try again",
        null,
        "v1beta1.external.metrics.k8s.io")]
    // mariadb-operator/mariadb-operator#309, cut off as there
    [InlineData(
        "2023-12-19T17:24:12.833+0100    DEBUG   setup   Invalid certs. Retrying...      {\"error\": \"Error parsing PKCS1 private "
        + "key: x509: failed to parse private key (use ParsePKCS8PrivateKey instead for this key format)",
        "Error parsing PKCS1 private key: x509: failed to parse private key (use ParsePKCS8PrivateKey instead for this key format)",
        null,
        null)]
    // kedacore/charts#849
    [InlineData(
        "  Warning  FailedMount  MountVolume.SetUp failed for volume \"certificates\" : secret \"kedaorg-certs\" not found",
        "MountVolume.SetUp failed for volume \"certificates\" : secret \"kedaorg-certs\" not found",
        null,
        null)]
    [InlineData(
        "unable to start manager: open /tmp/k8s-webhook-server/serving-certs/tls.crt: no such file or directory",
        "open /tmp/k8s-webhook-server/serving-certs/tls.crt: no such file or directory",
        null,
        null)]
    public void Reads_the_log_of_an_operator(string text, string tail, string? configuration, string? apiService)
    {
        var error = Assert.Single(ReportedErrors.Parse(text));

        Assert.Equal(
            (ReportedForm.Operator, tail, configuration, apiService), (error.Form, error.Tail, error.Configuration, error.ApiService));
    }

    [Theory]
    // eclipse-che/che#23235
    [InlineData(
        "for: \"combined.yaml\": error when patching \"combined.yaml\": CustomResourceDefinition.apiextensions.k8s.io "
        + "\"devworkspaces.workspace.devfile.io\" is invalid: spec.conversion.webhookClientConfig.caBundle: Invalid value: "
        + "[]byte{0xa}: unable to load root certificates: unable to parse bytes as PEM block",
        "crd/devworkspaces.workspace.devfile.io",
        null)]
    // kedacore/keda#4732
    [InlineData(
        "ERROR   Reconciler error        {\"controller\": \"cert-rotator\", \"error\": \"APIService.apiregistration.k8s.io "
        + "\\\"v1beta1.external.metrics.k8s.io\\\" is invalid: spec.insecureSkipTLSVerify: Invalid value: true: may not be true if "
        + "caBundle is present\"}",
        null,
        "v1beta1.external.metrics.k8s.io")]
    public void An_object_that_is_refused_is_named(string text, string? configuration, string? apiService)
    {
        var error = Assert.Single(ReportedErrors.Parse(text));

        Assert.Equal((ReportedForm.Bare, configuration, apiService), (error.Form, error.Configuration, error.ApiService));
    }
}
