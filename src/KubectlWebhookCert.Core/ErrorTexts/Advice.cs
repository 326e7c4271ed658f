namespace KubectlWebhookCert.Core.ErrorTexts;

/// <summary>The commands in checks and fixes, with what the error names filled in.</summary>
internal static class Advice
{
    private const string Program = "kubectl webhook-cert";

    public static string Inspect(ReportedError error, string why = "see the certificates, the CA bundle, the Service and who answers") =>
        $"{why}: {Program} inspect {Target(error)}".TrimEnd();

    public static string Validate(ReportedError error, string why = "find every fault at once, the API server reports only the first") =>
        $"{why}: {Program} validate {Target(error)}".TrimEnd();

    public static string Rotate(ReportedError error, string why) => $"{why}: {Program} rotate {Target(error)}".TrimEnd();

    public static string Service(ReportedError error, string why) => $"{why}: kubectl get service {ServiceOf(error)} -o yaml";

    public static string Endpoints(ReportedError error, string why) =>
        $"{why}: kubectl get endpointslices -n {NamespaceOf(error)} -l kubernetes.io/service-name={error.ServiceName ?? "SERVICE"}";

    public static string Pods(ReportedError error, string why) => $"{why}: kubectl get pods -n {NamespaceOf(error)} -o wide";

    public static string Restart(ReportedError error, string why) =>
        $"{why}: kubectl rollout restart deployment/NAME -n {NamespaceOf(error)}";

    /// <summary>The Service in words.</summary>
    public static string Called(ReportedError error) => error switch
    {
        { ServiceName: { } name, ServiceNamespace: { } place } => $"Service {place}/{name}",
        { ServiceName: { } name } => $"Service {name}",
        { Address: { } address } => address,
        _ => "the webhook's server",
    };

    private static string Target(ReportedError error) => error switch
    {
        { ApiService: { } name } => $"apiservice/{name}",
        { Configuration: { } configuration }
            when configuration.StartsWith("secret/", StringComparison.Ordinal) => $"{configuration} -n NAMESPACE",
        { Configuration: { } configuration } => configuration,
        { WebhookName: { } name } => name,
        { ServiceName: { } name } => $"service/{name} -n {NamespaceOf(error)}",
        _ => "",
    };

    private static string ServiceOf(ReportedError error) => $"{error.ServiceName ?? "SERVICE"} -n {NamespaceOf(error)}";

    private static string NamespaceOf(ReportedError error) => error.ServiceNamespace ?? "NAMESPACE";
}
