using System.Text.Json.Nodes;

namespace KubectlWebhookCert.Tests.Cluster;

/// <summary>cert-manager's cainjector: copies `ca.crt` into every bundle of what is annotated for it.</summary>
/// <param name="client">Reads and writes.</param>
/// <param name="namespace">Only what is to come from here: several tests share a cluster.</param>
/// <param name="merges">From 1.19 on it adds to what is there; before, it replaced that.</param>
internal sealed class CaInjector(ApiClient client, string @namespace, bool merges)
{
    private const string Manager = "cert-manager-cainjector";

    public async Task ReconcileAsync(CancellationToken cancellationToken)
    {
        foreach (var trusting in await TrustingObject.AllAsync(client, cancellationToken))
        {
            if (await SourceAsync(trusting, cancellationToken) is { } secret && SecretData.Text(secret, "ca.crt") is { Length: > 0 } pem)
            {
                await trusting.InjectAsync(client, Manager, old => merges ? Merged(old, pem) : pem, cancellationToken);
            }
        }
    }

    // Expired ones and doubles go; a bundle that cannot be read is replaced.
    private static string Merged(string old, string added)
    {
        if (CertificatePem.Read(old) is not { } before || CertificatePem.Read(added) is not { } after)
        {
            return added;
        }
        return CertificatePem.Write(before.Concat(after)
            .Where(certificate => certificate.NotAfter > DateTime.Now)
            .DistinctBy(certificate => Convert.ToHexString(certificate.RawData)));
    }

    private async Task<JsonObject?> SourceAsync(TrustingObject trusting, CancellationToken cancellationToken)
    {
        if (NameIn(trusting.Annotation("cert-manager.io/inject-ca-from")) is { } certificate)
        {
            var found = await client.FindAsync(
                $"/apis/cert-manager.io/v1/namespaces/{@namespace}/certificates/{certificate}", cancellationToken);
            var secret = found is null ? null : await SecretAsync((string?)found["spec"]?["secretName"], cancellationToken);
            // A Secret that says it is another Certificate's, or nobody's, is not to be injected.
            return AnnotationOf(secret, "cert-manager.io/certificate-name") == certificate ? secret : null;
        }
        if (NameIn(trusting.Annotation("cert-manager.io/inject-ca-from-secret")) is { } name)
        {
            var secret = await SecretAsync(name, cancellationToken);
            return AnnotationOf(secret, "cert-manager.io/allow-direct-injection") == "true" ? secret : null;
        }
        return null;
    }

    private static string? AnnotationOf(JsonObject? secret, string name) => (string?)secret?["metadata"]?["annotations"]?[name];

    private string? NameIn(string? reference) => reference?.Split('/') is [var home, var name] && home == @namespace ? name : null;

    private Task<JsonObject?> SecretAsync(string? name, CancellationToken cancellationToken) =>
        client.FindAsync($"/api/v1/namespaces/{@namespace}/secrets/{name}", cancellationToken);
}
