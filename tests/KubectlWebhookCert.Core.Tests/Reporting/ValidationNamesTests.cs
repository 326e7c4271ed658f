using KubectlWebhookCert.Core.Model;
using KubectlWebhookCert.Core.Reporting;
using KubectlWebhookCert.Core.Tests.Fixtures;
using KubectlWebhookCert.Core.Validation;

namespace KubectlWebhookCert.Core.Tests.Reporting;

public sealed class ValidationNamesTests
{
    [Theory]
    [InlineData("Kubeconfig", null, "/home/me/a b", "prod", "kubeconfig//home/me/a\\u0020b prod")]
    [InlineData("ConfigMap", "web", "root-ca", "ca.crt", "configmap/root-ca ca.crt web")]
    [InlineData("ConfigMap", "web", "root-ca", "", "configmap/root-ca - web")]
    public void Columns_hold_whatever_is_in_them(string kind, string? space, string name, string field, string expected)
    {
        var result = Results.Mixed();
        var subject = result.Subjects[3] with { Resource = new ObjectRef(kind, space, name), Field = field };

        Assert.Equal($"trust-stale-ca {expected}\n", ValidationNames.Format(new ValidationResult(result.Options, [subject], [])));
    }
}
