namespace KubectlWebhookCert.Cluster.Api;

/// <summary>One request as it leaves.</summary>
/// <param name="Method">HTTP method.</param>
/// <param name="Path">Path and query below the server's address, with its leading slash.</param>
internal sealed record ApiRequest(HttpMethod Method, string Path)
{
    /// <summary>Media type of whole objects.</summary>
    public const string Json = "application/json";

    /// <summary>The body; empty for none.</summary>
    public ReadOnlyMemory<byte> Body { get; init; }

    /// <summary>Media type of the body.</summary>
    public string ContentType { get; init; } = Json;

    /// <summary>Media types that the answer may have, the best first.</summary>
    public string Accept { get; init; } = Json;

    /// <summary>Whether it changes nothing, so that it may be sent again when nobody knows what became of it.</summary>
    public bool Repeatable { get; init; }

    /// <summary>Whether a success goes on until somebody ends it (a watch): it is not read to its end but line by line.</summary>
    public bool Endless { get; init; }

    /// <summary>What the connection is to become instead of carrying an answer; null: nothing.</summary>
    public WebSocketUpgrade? Upgrade { get; init; }

    /// <summary>Whether bodies of this request may hold the data of Secrets whatever they say of themselves.</summary>
    public bool ConcernsSecrets => Path.Contains("/secrets", StringComparison.Ordinal);
}
