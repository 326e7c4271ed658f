using KubectlWebhookCert.Core.Model;

namespace KubectlWebhookCert.Core.Rules;

/// <summary>Which Deployments are told to keep a webhook configuration of a certain name.</summary>
internal static class ConfigurationNaming
{
    // before 2.0; what the operator registers where it is told no name, whatever the release is called
    private const string SparkDefault = "spark-webhook-config";

    private static readonly ValueList<string> SparkOwners = ["spark-operator-1", "spark-operator-1-4"];

    // flags that speak of a webhook and mean something else than its configuration
    private static readonly ValueList<string> OtherSubjects =
        ["secret", "service", "svc", "namespace", "cert", "dir", "path", "port", "host", "url", "label", "selector"];

    /// <summary>Each Deployment that was read and runs, by namespace and name, with how it is told.</summary>
    /// <param name="snapshot">What was read.</param>
    /// <param name="name">The configuration's name.</param>
    /// <param name="ownerCode">Who owns it.</param>
    public static IEnumerable<NamingDeployment> Of(ClusterSnapshot snapshot, string name, string ownerCode) =>
        from deployment in snapshot.All(ResourceTypes.Deployment)
        where deployment.Json.Number("spec", "replicas") is not 0
        let how = How(deployment, name, SparkOwners.Contains(ownerCode))
        where how is not null
        orderby deployment.Namespace, deployment.Name
        select new NamingDeployment(deployment, how);

    private static string? How(KubernetesObject deployment, string name, bool isSpark)
    {
        ContainerSetting[] settings =
            [.. deployment.Json.Items("spec", "template", "spec", "containers").SelectMany(ContainerSetting.Of)];
        var named = Array.Find(settings, setting => setting.Value == name && IsConfigurationName(setting.Words));
        return named is not null ? $"{named.Name} {name}"
            : isSpark && name == SparkDefault && IsDefault(settings) ? $"no -webhook-config-name, so {name}"
            : null;
    }

    private static bool IsDefault(ContainerSetting[] settings) =>
        Array.Exists(settings, setting => setting is { Words: "enable-webhook", Value: not "false" })
        && !Array.Exists(settings, setting => setting.Words == "webhook-config-name");

    private static bool IsConfigurationName(string words) =>
        words.Contains("webhook", StringComparison.Ordinal)
        && !OtherSubjects.Any(subject => words.Contains(subject, StringComparison.Ordinal));
}
