using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using KubectlWebhookCert.Cluster.Kubeconfig;
using KubectlWebhookCert.Core.Errors;

namespace KubectlWebhookCert.Cluster.Api;

/// <summary>
/// Says why no answer came, in kubectl's words where it has any. Never with a message of the platform: the native
/// binary has none, and they differ between systems.
/// </summary>
internal static class ConnectionFailure
{
    /// <summary>The connection was there and is not any more: the same request may well get its answer on the next one.</summary>
    /// <param name="exception">What the request threw.</param>
    public static bool IsBroken(Exception exception) => exception switch
    {
        OperationCanceledException or InvalidDataException => false,
        HttpRequestException { HttpRequestError: HttpRequestError.NameResolutionError or HttpRequestError.SecureConnectionError } => false,
        HttpRequestException { HttpRequestError: HttpRequestError.ConnectionError } =>
            Find<SocketException>(exception)?.SocketErrorCode is SocketError.ConnectionReset or SocketError.ConnectionAborted,
        HttpRequestException { HttpRequestError: HttpRequestError.ProxyTunnelError or HttpRequestError.InvalidResponse } => false,
        _ => Find<WebhookCertException>(exception) is null && Alert(exception) is null,
    };

    /// <summary>What the user is told.</summary>
    /// <param name="exception">What the request threw.</param>
    /// <param name="config">The connection.</param>
    /// <param name="request">What was asked.</param>
    public static WebhookCertException Describe(Exception exception, ClientConfig config, ApiRequest request)
    {
        if (Find<WebhookCertException>(exception) is { } told)
        {
            return told;
        }

        var address = Address(config);
        var hint = $"check the server and the network; the connection is that of {config.Source}: kubectl config view --minify";
        if (Find<SocketException>(exception) is { SocketErrorCode: SocketError.ConnectionRefused })
        {
            return new ClusterUnreachableException(
                $"the connection to the server {address} was refused - did you specify the right host or port?", hint, exception);
        }

        var unknown = request.Repeatable ? string.Empty : "; whether the change was made is not known";
        return new ClusterUnreachableException($"unable to connect to the server: {Cause(exception, config)}{unknown}", hint, exception);
    }

    /// <summary><c>--request-timeout</c> is over.</summary>
    /// <param name="config">The connection.</param>
    /// <param name="request">What was asked.</param>
    /// <param name="exception">What was caught.</param>
    public static ClusterUnreachableException TimedOut(ClientConfig config, ApiRequest request, Exception exception)
    {
        var unknown = request.Repeatable ? string.Empty : "; whether the change was made is not known";
        return new(
            $"unable to connect to the server: {Address(config)} gave no answer in time (Client.Timeout exceeded while awaiting headers){unknown}",
            "use a longer --request-timeout",
            exception);
    }

    /// <summary>The server's certificate is not trusted.</summary>
    /// <param name="config">The connection.</param>
    /// <param name="leaf">The server's certificate.</param>
    /// <param name="refusal">Why, in Go's words.</param>
    public static ServerUntrustedException Distrusted(ClientConfig config, X509Certificate2 leaf, string refusal)
    {
        var hint = refusal.Contains("expired", StringComparison.Ordinal)
            ? $"check this machine's clock, or renew the certificate of {Address(config)}"
            : refusal.Contains("unknown authority", StringComparison.Ordinal)
            ? $"the CA of {config.Source} did not sign it; see who did: openssl s_client -showcerts -connect {Address(config)}"
            : ServerName.DnsNames(leaf) is [var name, ..]
            ? $"use --tls-server-name {name}"
            : $"see what it is for: openssl s_client -showcerts -connect {Address(config)}";
        return new ServerUntrustedException($"unable to connect to the server: tls: failed to verify certificate: {refusal}", hint);
    }

    /// <summary>An answer came, and no Kubernetes API gave it.</summary>
    /// <param name="config">The connection.</param>
    /// <param name="what">What it is: <c>HTML</c>.</param>
    /// <param name="exception">What was caught, or null.</param>
    public static ClusterUnreachableException Foreign(ClientConfig config, string what, Exception? exception = null) =>
        new(
            $"the server at {Address(config)} answered with {what}, not with the Kubernetes API",
            $"a proxy or a login page may be in between; check the server of {config.Source}: kubectl config view --minify",
            exception);

    /// <summary>Host and port as a user would type them.</summary>
    /// <param name="config">The connection.</param>
    public static string Address(ClientConfig config) => $"{config.Server.Host}:{config.Server.Port}";

    private static string Cause(Exception exception, ClientConfig config)
    {
        if (exception is OperationCanceledException)
        {
            return $"dial tcp {Address(config)}: i/o timeout";
        }

        if (Alert(exception) is { } alert)
        {
            return $"remote error: tls: {alert}";
        }

        if (Find<AuthenticationException>(exception) is not null)
        {
            return $"tls: {Address(config)} does not speak TLS, or none that both sides accept";
        }

        return (exception as HttpRequestException)?.HttpRequestError switch
        {
            HttpRequestError.NameResolutionError => $"dial tcp: lookup {config.Server.IdnHost}: no such host",
            HttpRequestError.ConnectionError => $"dial tcp {Address(config)}: {SocketCause(Find<SocketException>(exception))}",
            HttpRequestError.ProxyTunnelError => "the proxy refused to connect to it",
            HttpRequestError.InvalidResponse => "malformed HTTP response",
            _ when Find<InvalidDataException>(exception) is not null => "the answer cannot be decoded",
            _ => "unexpected EOF",
        };
    }

    private static string SocketCause(SocketException? exception) => exception?.SocketErrorCode switch
    {
        SocketError.HostNotFound or SocketError.NoData or SocketError.TryAgain => "no such host",
        SocketError.HostUnreachable => "connect: no route to host",
        SocketError.NetworkUnreachable => "connect: network is unreachable",
        SocketError.ConnectionReset => "read: connection reset by peer",
        SocketError.TimedOut => "i/o timeout",
        { } code => $"connect: {code}",
        null => "EOF",
    };

    /// <summary>OpenSSL's own text of a TLS alert that the server sent, such as <c>certificate required</c>.</summary>
    private static string? Alert(Exception exception)
    {
        const string Mark = " alert ";
        for (var inner = exception; inner is not null; inner = inner.InnerException)
        {
            if (inner.Message.LastIndexOf(Mark, StringComparison.Ordinal) is var start and >= 0
                && inner.Message.Contains("SSL routines", StringComparison.Ordinal))
            {
                return inner.Message[(start + Mark.Length)..];
            }
        }

        return null;
    }

    private static T? Find<T>(Exception? exception)
        where T : Exception
    {
        while (exception is not (null or T))
        {
            exception = exception.InnerException;
        }

        return exception as T;
    }
}
