using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;

namespace KubectlWebhookCert.Tests.Cluster;

/// <summary>Free ports on 127.0.0.1.</summary>
internal static class LoopbackPort
{
    // Below Linux's ephemeral range (32768 and up), from which every outgoing connection of the machine takes its port.
    private const int Lowest = 20000;
    private const int Highest = 32000;

    /// <summary>A port that is free now; another process may take it first, so be ready to try again.</summary>
    public static int Free()
    {
        while (true)
        {
            var port = RandomNumberGenerator.GetInt32(Lowest, Highest);
            using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
            try
            {
                socket.Bind(new IPEndPoint(IPAddress.Loopback, port));
                return port;
            }
            catch (SocketException)
            {
                // Taken: the next one.
            }
        }
    }
}
