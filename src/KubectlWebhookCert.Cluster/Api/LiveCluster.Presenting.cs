using KubectlWebhookCert.Core;
using KubectlWebhookCert.Core.Errors;
using KubectlWebhookCert.X509;

namespace KubectlWebhookCert.Cluster.Api;

/// <content>What the API server says of itself.</content>
public sealed partial class LiveCluster
{
    /// <summary>What the API server presents, the leaf first, whether or not it is trusted. It is sent no request and no credential.</summary>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <exception cref="ClusterUnreachableException">It does not answer.</exception>
    /// <exception cref="UsageException">It presents nothing that can be read.</exception>
    public async Task<ValueList<Certificate>> PresentedAsync(CancellationToken cancellationToken)
    {
        if (config.Server.Scheme != Uri.UriSchemeHttps)
        {
            throw new UsageException($"the server of {config.Source} is reached without TLS and presents no certificate", "kubectl config view --minify");
        }

        try
        {
            var presented = await Transport.PresentedAsync(cancellationToken);
            return [.. presented.Select(Certificate.Parse)];
        }
        catch (DerFormatException malformed)
        {
            throw new UsageException($"the server of {config.Source} presents a certificate that cannot be read: {malformed.Message}", null, malformed);
        }
        catch (Exception failure) when (failure is HttpRequestException or IOException || (failure is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            throw ConnectionFailure.Describe(failure, config, new ApiRequest(HttpMethod.Get, "/version") { Repeatable = true });
        }
    }
}
