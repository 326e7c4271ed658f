using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;

namespace KubectlWebhookCert.Cluster.Api;

/// <summary>
/// The client's half of a WebSocket's beginning. Not by <c>ClientWebSocket</c>, which hides the body of a refusal: there the reason stands.
/// </summary>
/// <remarks>Source: RFC 6455 §4.</remarks>
/// <param name="protocol">The subprotocol.</param>
internal sealed class WebSocketUpgrade(string protocol)
{
    private readonly string key = Convert.ToBase64String(RandomNumberGenerator.GetBytes(16));

    /// <summary>The subprotocol.</summary>
    public string Protocol => protocol;

    /// <summary>Adds what asks for it.</summary>
    /// <param name="headers">Of a request over HTTP/1.1.</param>
    public void AddTo(HttpRequestHeaders headers)
    {
        headers.Add("Connection", "Upgrade");
        headers.Add("Upgrade", "websocket");
        headers.Add("Sec-WebSocket-Version", "13");
        headers.Add("Sec-WebSocket-Key", key);
        headers.Add("Sec-WebSocket-Protocol", protocol);
    }

    /// <summary>Whether the connection is a WebSocket from here on.</summary>
    /// <param name="response">The answer.</param>
    public bool IsAcceptedBy(HttpResponseMessage response) =>
        response.StatusCode == HttpStatusCode.SwitchingProtocols
        && response.Headers.TryGetValues("Sec-WebSocket-Accept", out var accepted) && accepted.SequenceEqual([Acceptance()])
        && response.Headers.TryGetValues("Sec-WebSocket-Protocol", out var chosen) && chosen.SequenceEqual([protocol]);

    // RFC 6455 §4.2.2: this hash, with this constant. It guards nothing.
    private string Acceptance() => Convert.ToBase64String(CryptographicOperations.HashData(
        HashAlgorithmName.SHA1, Encoding.ASCII.GetBytes(key + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11")));
}
