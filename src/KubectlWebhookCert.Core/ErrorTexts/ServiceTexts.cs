namespace KubectlWebhookCert.Core.ErrorTexts;

/// <summary>The call does not get as far as a pod: the Service, its ports, its endpoints.</summary>
internal static class ServiceTexts
{
    public static readonly ValueList<KnownText> All =
    [
        new("no endpoints available for service", NoEndpoints),
        new("have no addresses", NoEndpoints),
        new("cannot find endpoints for", NoEndpoints),
        new("MissingEndpoints", NoEndpoints),
        new("EndpointsNotFound", NoEndpoints),
        new("no service port ", NoPort),
        new("is not listening on port", NoPort),
        new("ServicePortError", NoPort),
        new("cannot route to service with ClusterIP", Headless),
        new("MountVolume.SetUp failed", OperatorTexts.NotMounted),
        new("is not present", Missing),
        new("ServiceNotFound", Missing),
        new("service \"", Missing),
    ];

    private static ErrorMeaning NoEndpoints(ReportedError error) => new(
        $"{Advice.Called(error)} has no pod that is ready: none runs, none passes its readiness probe, or the selector matches none",
        ["no-ready-endpoints", "webhook-blocks-itself", "secret-missing", "secret-not-mounted"],
        [
            Advice.Endpoints(error, "see the addresses of the Service"),
            Advice.Pods(error, "see whether the pods run, and in this namespace"),
            "after a restart of the whole cluster a webhook with failurePolicy Fail may keep its own pods from starting",
        ],
        [
            "make the pods ready, or the selector match them",
            "where the webhook blocks its own pods, exclude its namespace by a namespaceSelector, or delete the configuration until they "
            + "run",
            "where the program is gone, delete the configuration that it left behind",
        ]);

    private static ErrorMeaning NoPort(ReportedError error) => new(
        $"{Advice.Called(error)} exists, but has no port {(error.Port is { } port ? Number(port) : "of that number")}",
        ["service-port-missing"],
        [Advice.Service(error, "see the ports of the Service"), Advice.Inspect(error)],
        ["set clientConfig.service.port to a port of the Service, or give the Service that port (443 where the configuration names none)"]);

    private static ErrorMeaning Headless(ReportedError error) => new(
        $"{Advice.Called(error)} is headless (clusterIP: None), and the API server calls a webhook by the Service's address",
        ["service-headless"],
        [Advice.Service(error, "see the Service")],
        ["make the Service anew, with a cluster IP: the field cannot be changed"]);

    private static ErrorMeaning Missing(ReportedError error) => new(
        $"{Advice.Called(error)} does not exist: it was renamed, deleted or never made, or the configuration was left behind by an "
        + "uninstall",
        ["service-missing", "configuration-shared"],
        [
            Advice.Inspect(error, "see which configuration calls it, and who keeps it"),
            $"see which Services there are: kubectl get services -n {error.ServiceNamespace ?? "NAMESPACE"}",
        ],
        [
            "where the Service has another name now, correct clientConfig.service",
            "where the program is gone, delete the configuration that it left behind",
        ]);

    private static string Number(int port) => port.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
