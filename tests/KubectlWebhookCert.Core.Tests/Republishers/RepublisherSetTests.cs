using KubectlWebhookCert.Core.Republishers;
using KubectlWebhookCert.Core.Tests.Fixtures;

namespace KubectlWebhookCert.Core.Tests.Republishers;

/// <summary>Who writes an object again, by its marks.</summary>
public sealed class RepublisherSetTests
{
    private static readonly Dictionary<string, Manifest> Objects = new()
    {
        ["root CA publisher"] = Make.ConfigMap("web", "kube-root-ca.crt"),
        ["machine-config-operator"] = Make.ConfigMap("openshift-machine-config-operator", "kubeconfig-data"),
        ["its name elsewhere"] = Make.ConfigMap("web", "kubeconfig-data"),
        ["trust-manager"] = Make.ConfigMap("web", "bundle").Label("trust.cert-manager.io/bundle", "corporate"),
        ["service-ca"] = Make.ConfigMap("web", "ca").Annotate("service.beta.openshift.io/inject-cabundle", "true"),
        ["service-ca told not to"] = Make.ConfigMap("web", "ca").Annotate("service.beta.openshift.io/inject-cabundle", "false"),
        ["cainjector"] = Make.Validating("web").Annotate("cert-manager.io/inject-ca-from", "web/serving"),
        ["cainjector from a Secret"] = Make.Validating("web").Annotate("cert-manager.io/inject-ca-from-secret", "web/ca"),
        ["a Certificate"] = Make.Secret("web", "tls").Annotate("cert-manager.io/certificate-name", "serving"),
        ["nobody"] = Make.ConfigMap("web", "ca"),
    };

    [Theory]
    [InlineData("root CA publisher", "kube-controller-manager", "--root-ca-file")]
    [InlineData("machine-config-operator", "machine-config-operator", "openshift-config-managed/kube-apiserver-server-ca")]
    [InlineData("its name elsewhere", null, "")]
    [InlineData("trust-manager", "trust-manager", "kubectl edit bundle corporate")]
    [InlineData("service-ca", "OpenShift service-ca", "openshift-service-ca")]
    [InlineData("service-ca told not to", null, "")]
    [InlineData("cainjector", "cert-manager's cainjector", "Certificate web/serving")]
    [InlineData("cainjector from a Secret", "cert-manager's cainjector", "Secret web/ca")]
    [InlineData("a Certificate", "cert-manager", "cmctl renew serving -n web")]
    [InlineData("nobody", null, "")]
    public void By_its_marks_and_with_what_to_mend_instead(string which, string? name, string mend)
    {
        var mark = RepublisherSet.Recognise(Objects[which].Build());

        Assert.Equal(name, mark?.Name);
        Assert.Contains(mend, mark?.Mend ?? string.Empty, StringComparison.Ordinal);
    }
}
