using System.Text;
using KubectlWebhookCert.Core.Validation;

namespace KubectlWebhookCert.Core.Reporting;

/// <summary>
/// <c>-o name</c>: a line per finding and webhook, causes before consequences, in columns with one blank between: the code, the object in
/// the form that kubectl takes back, the webhook (or the key of a holder of trust), and the namespace where the object lives in one.
/// </summary>
public static class ValidationNames
{
    /// <summary>For example <c>san-mismatch validatingwebhookconfiguration.admissionregistration.k8s.io/web v.example.com</c>.</summary>
    /// <param name="result">What was found.</param>
    public static string Format(ValidationResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        var text = new StringBuilder();
        foreach (var entry in JudgedEntry.Of(result))
        {
            foreach (var finding in entry.Subject.All)
            {
                text.Append(finding.Rule.Code)
                    .Append(' ').Append(Column(ObjectWords.Qualified(entry.Subject.Resource)))
                    .Append(' ').Append(entry.Name.Length == 0 ? "-" : Column(entry.Name));
                if (entry.Subject.Resource.Namespace is { } namespaceName)
                {
                    text.Append(' ').Append(Column(namespaceName));
                }

                text.Append('\n');
            }
        }

        return text.ToString();
    }

    // a blank would shift the columns behind it
    private static string Column(string text) => Printable.Escape(text).Replace(" ", "\\u0020", StringComparison.Ordinal);
}
