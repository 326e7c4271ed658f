using KubectlWebhookCert.Core.Served;

namespace KubectlWebhookCert.Cluster.Probing.Tls;

/// <summary>Asks a server for its certificates and sends nothing beyond the handshake.</summary>
internal static class TlsProbe
{
    /// <summary>What the server presents, whatever its quality, or what it does instead.</summary>
    /// <param name="serverName">What is asked for (SNI); an IP address is not sent.</param>
    /// <param name="open">Opens a connection: called again for a server of TLS 1.3 only.</param>
    /// <param name="limit">When it has taken long enough. Once a connection is open its end is no exception.</param>
    /// <exception cref="IOException">The connection broke before a certificate came.</exception>
    public static async Task<ProbeAnswer> AskAsync(
        string serverName, Func<CancellationToken, Task<Stream>> open, CancellationToken limit)
    {
        var handshake = new ClearHandshake();
        var stream = await open(limit);
        ProbeAnswer answer;
        await using (stream)
        {
            answer = await handshake.AskAsync(stream, serverName, limit);
        }

        if (!handshake.IsTooOld)
        {
            return answer;
        }

        var again = await open(limit);
        await using (again)
        {
            return await new EncryptedHandshake().AskAsync(again, serverName, limit) ?? answer;
        }
    }
}
