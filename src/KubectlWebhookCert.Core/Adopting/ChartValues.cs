using KubectlWebhookCert.Core.Model;

namespace KubectlWebhookCert.Core.Adopting;

/// <summary>What keeps a Helm chart from making the certificate anew, for charts that are known to do so.</summary>
/// <remarks>Source: the values of each chart.</remarks>
internal static class ChartValues
{
    private const string ChartLabel = "helm.sh/chart";

    private static readonly ValueList<KnownChart> Known =
    [
        new("aws-load-balancer-controller", "keepTLSSecret: true, or webhookTLS.caCert, webhookTLS.cert and webhookTLS.key"),
        new("ingress-nginx", "controller.admissionWebhooks.patch.enabled: false"),
        new("vault", "injector.certs.secretName and injector.certs.caBundle"),
        new("linkerd-control-plane", "proxyInjector.externalSecret: true and proxyInjector.caBundle; the same of profileValidator and policyValidator"),
        new("actions-runner-controller", "certManagerEnabled: false and admissionWebHooks.caBundle"),
    ];

    /// <summary>A clause for a message; empty where the chart is not known.</summary>
    /// <param name="secret">The Secret that the chart rendered.</param>
    public static string Of(KubernetesObject secret)
    {
        var chart = secret.Label(ChartLabel);
        return Known.FirstOrDefault(known => chart is not null && chart.StartsWith(known.Name + "-", StringComparison.Ordinal)) is { } found
            ? $"; set in its values: {found.Values}"
            : string.Empty;
    }

    private sealed record KnownChart(string Name, string Values);
}
