namespace KubectlWebhookCert.Tests.Cluster;

/// <summary>What became of a number of admission requests.</summary>
/// <param name="Sent">How many.</param>
/// <param name="Refused">How many a webhook's certificate made fail.</param>
/// <param name="Error">The API server's words to the first of those; empty: none.</param>
internal sealed record AdmissionTraffic(int Sent, int Refused, string Error)
{
    /// <summary>Creates ConfigMaps in a namespace as a dry run, one after the other.</summary>
    public static async Task<AdmissionTraffic> SendAsync(ApiClient client, string @namespace, int count, CancellationToken cancellationToken)
    {
        var refused = 0;
        var error = "";
        for (var sent = 0; sent < count; sent++)
        {
            var answer = await GuardedRequest.SendAsync(client, @namespace, cancellationToken);
            if (!answer.IsSuccess)
            {
                refused++;
                error = error.Length > 0 ? error : answer.Message;
            }
        }

        return new AdmissionTraffic(count, refused, error);
    }
}
