namespace KubectlWebhookCert.Tests.Cluster;

/// <summary>A request that the webhooks of the tests see: they guard the ConfigMaps of their Service's namespace.</summary>
internal static class GuardedRequest
{
    /// <summary>A dry run: the webhook is called (it declares no side effects) and nothing is stored.</summary>
    public static Task<ApiAnswer> SendAsync(ApiClient client, string @namespace, CancellationToken cancellationToken) => client.SendAsync(
        HttpMethod.Post, $"/api/v1/namespaces/{@namespace}/configmaps?dryRun=All", Manifest.ConfigMap("guarded"), cancellationToken);
}
