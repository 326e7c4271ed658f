using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography;

namespace KubectlWebhookCert.Tests.Cluster;

/// <summary>What a server serves now, on a new connection.</summary>
internal static class ServedLeaf
{
    /// <summary>Of the leaf's DER: 64 lower-case hex digits. Whatever is served is accepted: it is what is asked for.</summary>
    public static async Task<string> Sha256Async(IPEndPoint server, CancellationToken cancellationToken)
    {
        using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(server, cancellationToken);
        var served = "";
        await using var stream = new SslStream(new NetworkStream(socket));
        await stream.AuthenticateAsClientAsync(
            new SslClientAuthenticationOptions
            {
                TargetHost = "webhook",
                RemoteCertificateValidationCallback = (_, certificate, _, _) =>
                {
                    served = certificate is null ? "" : Convert.ToHexStringLower(SHA256.HashData(certificate.GetRawCertData()));
                    return served.Length > 0;
                },
            },
            cancellationToken);
        return served;
    }
}
