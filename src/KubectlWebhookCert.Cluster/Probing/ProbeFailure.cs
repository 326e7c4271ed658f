using System.Globalization;
using System.Net.Sockets;
using KubectlWebhookCert.Cluster.Api;
using KubectlWebhookCert.Core.Errors;
using KubectlWebhookCert.Core.Served;

namespace KubectlWebhookCert.Cluster.Probing;

/// <summary>Says what a failed attempt to ask means. Only what is told of the endpoint itself is <see cref="ProbeAnswer.Unreachable"/>.</summary>
internal static class ProbeFailure
{
    /// <summary>Whether this can happen to one endpoint, and so must not end the others.</summary>
    /// <param name="exception">What was thrown.</param>
    public static bool IsExpected(Exception exception) =>
        exception is IOException or SocketException or HttpRequestException or WebhookCertException or OperationCanceledException;

    /// <summary>The answer that stands in for the endpoint's.</summary>
    /// <param name="exception">What was thrown.</param>
    /// <param name="request">Who was asked.</param>
    /// <param name="way">How.</param>
    /// <param name="timeout">How long it might take.</param>
    public static ProbeAnswer Describe(Exception exception, ProbeRequest request, ProbeWay way, TimeSpan timeout) => exception switch
    {
        OperationCanceledException when way == ProbeWay.Direct => new ProbeAnswer.Unreachable($"no connection within {Seconds(timeout)}"),
        OperationCanceledException => new ProbeAnswer.NotAsked(
            $"the API server and the kubelet of its node opened no port-forward within {Seconds(timeout)}"),
        PortForwardException forward => ForwardFailure.Ended(forward),
        ApiStatusException refused => new ProbeAnswer.NotAsked(ForwardFailure.Refused(refused, request)),
        WebhookCertException told => new ProbeAnswer.NotAsked(told.Message),
        _ => new ProbeAnswer.Unreachable(Cause(Find(exception)?.SocketErrorCode)),
    };

    private static string Cause(SocketError? error) => error switch
    {
        SocketError.ConnectionRefused => "connection refused",
        SocketError.ConnectionReset or SocketError.ConnectionAborted or SocketError.Shutdown => "connection reset",
        SocketError.TimedOut => "connection timed out",
        SocketError.HostUnreachable or SocketError.HostDown => "no route to host",
        SocketError.NetworkUnreachable or SocketError.NetworkDown or SocketError.AddressFamilyNotSupported => "network is unreachable",
        SocketError.HostNotFound or SocketError.NoData => "no such host",
        SocketError.TryAgain => "the name of the host cannot be resolved now",
        SocketError.AccessDenied => "a firewall forbids the connection",
        null => "the connection broke",
        { } other => $"the connection failed: {other}",
    };

    private static string Seconds(TimeSpan time) => string.Create(CultureInfo.InvariantCulture, $"{time.TotalSeconds:0.###}s");

    private static SocketException? Find(Exception? exception)
    {
        while (exception is not (null or SocketException))
        {
            exception = exception.InnerException;
        }

        return exception as SocketException;
    }
}
