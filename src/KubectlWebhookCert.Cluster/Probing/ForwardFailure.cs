using KubectlWebhookCert.Cluster.Api;
using KubectlWebhookCert.Core.Served;

namespace KubectlWebhookCert.Cluster.Probing;

/// <summary>What API servers and kubelets say where a port-forward does not come about, in plain words.</summary>
/// <remarks>Source: k8s.io/kubernetes, pkg/registry/core/pod, pkg/kubelet/server and pkg/kubelet/cri/streaming/portforward.</remarks>
internal static class ForwardFailure
{
    private const string Dialling = "error dialing backend: ";

    /// <summary>It was not opened.</summary>
    /// <param name="refused">The answer.</param>
    /// <param name="request">Who was asked.</param>
    public static string Refused(ApiStatusException refused, ProbeRequest request)
    {
        var message = refused.Message;
        return refused.Code switch
        {
            403 => Forbidden(message, request),
            404 when Says(message, "pod does not exist") || message == $"pods \"{request.Pod?.Name}\" not found" => "the pod is gone",
            // sic: the node's name, and "pods" before it
            404 when message.Split('"') is ["pods ", var node, " not found"] => $"its node {node} is gone",
            400 when Says(message, "does not have a host assigned") => "the pod is on no node yet",
            500 when Says(message, "no preferred addresses found") => "its node has no address that the API server knows",
            _ when message.IndexOf(Dialling, StringComparison.Ordinal) is var start and >= 0 =>
                $"the kubelet of its node does not answer: {message[(start + Dialling.Length)..]}",
            _ => $"the port-forward was refused: {message}",
        };
    }

    /// <summary>It was open, and an error ended it.</summary>
    /// <param name="ended">The error.</param>
    public static ProbeAnswer Ended(PortForwardException ended) =>
        Says(ended.Message, "connection refused") ? new ProbeAnswer.Unreachable("connection refused")
        : Says(ended.Message, "connection reset") ? new ProbeAnswer.Unreachable("connection reset")
        : new ProbeAnswer.NotAsked($"the port-forward failed: {ended.Message}");

    /// <summary>A WebSocket is a GET; newer servers want the verb of a POST besides, and give no reason where that is missing.</summary>
    private static string Forbidden(string message, ProbeRequest request)
    {
        var place = $"pods/portforward in namespace {request.Pod?.Namespace}";
        return Says(message, "cannot get resource \"pods/portforward\"") ? $"no permission to get {place} (newer servers want create too)"
            : Says(message, "cannot create resource \"pods/portforward\"") || message.TrimEnd().EndsWith("is forbidden:", StringComparison.Ordinal)
            ? $"no permission to create {place}"
            : $"the API server forbids the port-forward: {message}";
    }

    private static bool Says(string message, string words) => message.Contains(words, StringComparison.OrdinalIgnoreCase);
}
