namespace KubectlWebhookCert.Tests.Cluster;

/// <summary>Request line and headers.</summary>
internal sealed record HttpRequestHead(string Method, string Target, IReadOnlyDictionary<string, string> Headers)
{
    public string Path => Target.Split('?', 2)[0];

    /// <summary>Without the question mark; empty when there is none.</summary>
    public string Query => Target.Split('?', 2) is [_, var query] ? query : "";

    public string? Header(string name) => Headers.TryGetValue(name, out var value) ? value : null;
}
