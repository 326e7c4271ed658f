using System.Text;
using KubectlWebhookCert.Core.Model;

namespace KubectlWebhookCert.Core.Reporting;

/// <summary><c>-o name</c>: a line per configuration, in the form that kubectl takes back.</summary>
public static class InspectionNames
{
    /// <summary>For example <c>validatingwebhookconfiguration.admissionregistration.k8s.io/web</c>.</summary>
    /// <param name="inventory">What was found.</param>
    public static string Format(Inventory inventory)
    {
        ArgumentNullException.ThrowIfNull(inventory);
        var text = new StringBuilder();
        foreach (var configuration in inventory.Configurations)
        {
            text.Append(configuration.Type.Singular).Append('.').Append(configuration.Type.Group)
                .Append('/').Append(Printable.Escape(configuration.Resource.Name)).Append('\n');
        }

        return text.ToString();
    }
}
