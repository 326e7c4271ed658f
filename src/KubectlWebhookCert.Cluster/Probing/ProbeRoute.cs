using KubectlWebhookCert.Core.Served;

namespace KubectlWebhookCert.Cluster.Probing;

/// <summary>The way to one endpoint, or why there is none.</summary>
/// <param name="Way">The way; null: none.</param>
/// <param name="Why">Why there is none; empty where there is one.</param>
internal sealed record ProbeRoute(ProbeWay? Way, string Why)
{
    private static readonly ProbeRoute Direct = new(ProbeWay.Direct, string.Empty);
    private static readonly ProbeRoute PortForward = new(ProbeWay.PortForward, string.Empty);

    /// <summary>Chooses.</summary>
    /// <param name="request">The endpoint.</param>
    /// <param name="options">What the user wants, and where this runs.</param>
    /// <param name="hasCluster">Whether there is an API server to forward through.</param>
    public static ProbeRoute Of(ProbeRequest request, ProbeOptions options, bool hasCluster) => options.Mode switch
    {
        ProbeMode.None => new(null, "nobody is asked: --probe none"),
        ProbeMode.Auto when !hasCluster => new(null, "files are judged, not a cluster"),
        _ when request.Port is < 1 or > ushort.MaxValue || request.Address.Length is 0 or > 255 => new(null, "there can be no such address"),
        ProbeMode.Direct => Direct,
        _ when request.IsUrl => Direct,
        ProbeMode.Auto when options.InCluster => Direct,
        _ when request.Pod is null => new(null, "it has no pod, and its address is reached from inside the cluster only: --probe direct there"),
        _ when !hasCluster => new(null, "files are judged: there is no API server to forward through"),
        _ => PortForward,
    };
}
