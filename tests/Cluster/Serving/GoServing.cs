using System.Collections.Immutable;
using System.Net;
using System.Text.Json.Nodes;

namespace KubectlWebhookCert.Tests.Cluster;

/// <summary>What one server of Serving/go is to be.</summary>
/// <param name="Address">Where it listens; port 0 is any.</param>
/// <param name="Chain">The certificates that it sends, DER, as they are and in this order.</param>
/// <param name="Key">The leaf's, PKCS#8.</param>
internal sealed record GoServing(IPEndPoint Address, ImmutableArray<ReadOnlyMemory<byte>> Chain, ReadOnlyMemory<byte> Key)
{
    public const string Allow = "allow";
    public const string Slow = "slow";
    public const string CloseAtOnce = "close-at-once";
    public const string PlainHttp = "plain-http";
    public const string Banner = "banner";

    public const int Tls10 = 0x0301;
    public const int Tls11 = 0x0302;
    public const int Tls12 = 0x0303;
    public const int Tls13 = 0x0304;

    public string Mode { get; init; } = Allow;

    public int MinVersion { get; init; } = Tls10;

    public int MaxVersion { get; init; } = Tls13;

    /// <summary>Refuses clients without a certificate.</summary>
    public bool DemandsClientCertificate { get; init; }

    /// <summary>One line, with the private key in it: for the server's standard input and nowhere else.</summary>
    public string ToJson() => new JsonObject
    {
        ["address"] = Address.ToString(),
        ["chain"] = new JsonArray([.. Chain.Select(each => JsonValue.Create(Convert.ToBase64String(each.Span)))]),
        ["key"] = Convert.ToBase64String(Key.Span),
        ["minVersion"] = MinVersion,
        ["maxVersion"] = MaxVersion,
        ["clientCertificate"] = DemandsClientCertificate,
        ["mode"] = Mode,
    }.ToJsonString();

    // A record prints all it holds.
    public override string ToString() => $"{Mode} at {Address}";
}
