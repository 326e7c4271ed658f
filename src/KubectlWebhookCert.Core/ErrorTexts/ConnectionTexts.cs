namespace KubectlWebhookCert.Core.ErrorTexts;

/// <summary>Nobody was reached, or the call broke off.</summary>
internal static class ConnectionTexts
{
    public static readonly ValueList<KnownText> All =
    [
        new("onnection refused", Refused),
        new("Address is not allowed", NotAllowed),
        new("i/o timeout", TimedOut),
        new("context deadline exceeded", TimedOut),
        new("request canceled while waiting for connection", TimedOut),
        new("Client.Timeout exceeded", TimedOut),
        new("no route to host", TimedOut),
        new("network is unreachable", TimedOut),
        new("no such host", NoHost),
        new("connection reset by peer", BrokenOff),
        new("broken pipe", BrokenOff),
        new("EOF", BrokenOff),
        new("Bad Gateway", BrokenOff),
        new("proxy error from", BrokenOff),
        new("Service Unavailable", Unavailable),
        new("the server is currently unable to handle the request", Unavailable),
        new("FailedDiscoveryCheck", Unavailable),
        new("the server could not find the requested resource", NotFound),
    ];

    private static ErrorMeaning Refused(ReportedError error) => new(
        $"nothing listens where {Advice.Called(error)} leads: the process is starting or down, or the target port is another than it "
        + "listens on",
        ["target-port-missing", "no-ready-endpoints", "endpoint-unreachable"],
        [
            Advice.Endpoints(error, "see the addresses and the port of the Service"),
            Advice.Pods(error, "see whether the pods run, and how often they were restarted"),
            "where only some API servers get this error, kube-proxy or the network of their nodes is at fault",
        ],
        ["wait until the pods are ready; make targetPort the port that the webhook listens on"]);

    private static ErrorMeaning TimedOut(ReportedError error) => new(
        $"{Advice.Called(error)} was not reached in time, or did not answer in time: most often a firewall between the API server and the "
        + "pods, "
        + "else a slow webhook; certificates are not the matter",
        ["endpoint-unreachable"],
        [
            "see which port of the pods it is, and whether the control plane may reach it: private GKE clusters open 443 and 10250 only, "
            + "EKS needs a rule in the node security group, a NetworkPolicy may forbid it",
            Advice.Endpoints(error, "see the addresses and the port of the Service"),
            "raise timeoutSeconds to 30 for a moment: then the message says which step it was",
        ],
        [
            "open the pods' port to the control plane, or serve on a port that is open",
            "where the pods' network cannot be reached from the control plane, run the webhook on the host's network (hostNetwork: true)",
        ]);

    private static ErrorMeaning NotAllowed(ReportedError error) => new(
        "the control plane may not call addresses outside of its own network: on EKS, the pods have addresses of another network "
        + "(Calico, Weave, custom CNI)",
        [],
        [Advice.Endpoints(error, "compare the addresses of the Service with the range of the VPC")],
        [
            "run the webhook on the host's network (hostNetwork: true), on a port that is free there",
            "or give the pods addresses of the VPC",
        ]);

    private static ErrorMeaning NoHost(ReportedError error) => new(
        "the host in the webhook's URL is not known to the API server's name service, which is not the cluster's own",
        ["url-and-service-risk"],
        [Advice.Inspect(error), "look at clientConfig.url of the webhook"],
        ["call the webhook by its Service (clientConfig.service) instead of a URL"]);

    private static ErrorMeaning BrokenOff(ReportedError error) => new(
        $"the connection to {Advice.Called(error)} was closed before an answer came: a pod that starts, ends or crashes, or a proxy or a "
        + "mesh in between",
        ["no-ready-endpoints", "target-port-missing", "endpoint-unreachable"],
        [
            Advice.Pods(error, "see whether the pods were restarted"),
            "try again: where the error comes and goes, one of several pods is at fault",
            "look for a sidecar or a proxy that takes the webhook's port (konnectivity on managed clusters)",
        ],
        [
            "let the pods be ready only once they serve, and serve on for some seconds when they end",
            "leave the webhook's port out of the mesh",
        ]);

    private static ErrorMeaning Unavailable(ReportedError error) => error.Form == ReportedForm.Aggregation
        ? new(
            "the aggregated API is not available; why, its APIService's condition says",
            ["no-ready-endpoints", "service-missing", "ca-mismatch", "san-mismatch", "leaf-expired"],
            [$"read the condition: kubectl describe apiservice {error.ApiService ?? "NAME"}", Advice.Inspect(error)],
            ["give the message of that condition to kubectl webhook-cert why"])
        : new(
            $"{Advice.Called(error)} could not be reached through the cluster's network or proxy (HTTPS_PROXY, konnectivity), or answered "
            + "503 itself",
            ["no-ready-endpoints", "service-missing"],
            [
                Advice.Endpoints(error, "see whether the Service has addresses"),
                "look for a proxy of the API server that takes the Service's address",
            ],
            ["leave the Service's addresses and .svc out of the proxy (NO_PROXY)", "make the pods ready"]);

    private static ErrorMeaning NotFound(ReportedError error) => new(
        $"{Advice.Called(error)} answered 404: the path is another, or another program answered",
        ["selector-too-broad"],
        [Advice.Inspect(error, "see the path that is called and the pods that answer")],
        ["correct clientConfig.service.path, or make the Service select the webhook's pods only"]);
}
