using KubectlWebhookCert.Core.Model;
using KubectlWebhookCert.Core.Targets;

namespace KubectlWebhookCert.Core.ErrorTexts;

/// <summary>What to judge to explain an error.</summary>
public static class DiagnosisTarget
{
    /// <summary>The most precise target that the text names; the whole cluster where it names none.</summary>
    /// <param name="error">The error.</param>
    public static Target Of(ReportedError error)
    {
        ArgumentNullException.ThrowIfNull(error);
        return error switch
        {
            { ApiService: { } name } => new Target.OfType(ResourceTypes.ApiService, name),
            { Configuration: { } named } when Parse(named) is { } target => target,
            { WebhookName: { } name } => new Target.Named(name),
            { ServiceName: { } name, ServiceNamespace: { } namespaceName } => new Target.ThroughService(namespaceName, name),
            _ => new Target.Everything(),
        };
    }

    // vwc/NAME, mwc/NAME, crd/NAME; a Secret's name is no target without its namespace
    private static Target.OfType? Parse(string named) =>
        named.Split('/') is [var word, var name] && ResourceTypeWords.Find(word) is { } type && ResourceTypes.WebhookConfigurations.Contains(type)
            ? new Target.OfType(type, name)
            : null;
}
