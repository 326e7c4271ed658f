using KubectlWebhookCert.Core.Validation;

namespace KubectlWebhookCert.Core.Reporting;

/// <summary>The words that several outputs share.</summary>
internal static class FindingText
{
    /// <summary>What a subject is called: <c>ValidatingWebhookConfiguration/web</c>, <c>ConfigMap kube-system/x, ca.crt</c>.</summary>
    public static string Title(JudgedSubject subject) =>
        subject.Configuration is { } configuration ? $"{configuration.Resource.Kind}/{configuration.Resource.Name}"
        : subject.Field.Length == 0 ? subject.Resource.ToString()
        : $"{subject.Resource}, {subject.Field}";

    /// <summary>Where a finding is: the object, and the field or key in it.</summary>
    public static string Place(JudgedSubject subject, Finding finding)
    {
        var where = (finding.Fault.Where ?? subject.Resource).ToString();
        return finding.Fault.Field.Length == 0 ? where : $"{where}, {finding.Fault.Field}";
    }
}
