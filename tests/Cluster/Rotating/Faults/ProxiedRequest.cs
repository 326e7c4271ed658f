using System.Text;

namespace KubectlWebhookCert.Tests.Cluster;

/// <summary>A request that the proxy has whole.</summary>
/// <param name="Head">As it came.</param>
/// <param name="Body">With what frames it.</param>
internal sealed record ProxiedRequest(HttpMessageHead Head, byte[] Body)
{
    public string Method => Head.StartLine[0];

    public string Path => Head.StartLine[1].Split('?', 2)[0];

    public string Query => Head.StartLine[1].Split('?', 2) is [_, var query] ? query : "";

    public bool HasToken => Head.Field("Authorization") is not null;

    /// <summary>Reviews (SelfSubjectAccessReview, TokenReview) are questions, and upgrades are connections.</summary>
    public bool IsWrite =>
        Method is "POST" or "PUT" or "PATCH" or "DELETE"
        && !Path.StartsWith("/apis/authorization.k8s.io/", StringComparison.Ordinal)
        && !Path.StartsWith("/apis/authentication.k8s.io/", StringComparison.Ordinal)
        && Head.Field("Upgrade") is null;

    public bool IsDryRun =>
        Query.Split('&').Contains("dryRun=All")
        || (Method == "DELETE" && Encoding.UTF8.GetString(Body).Contains("\"dryRun\"", StringComparison.Ordinal));
}
