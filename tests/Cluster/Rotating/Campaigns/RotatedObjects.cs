using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace KubectlWebhookCert.Tests.Cluster;

/// <summary>What a rotation changes, at one moment.</summary>
/// <param name="Data">The keys of the serving Secret, each with a digest of its value: private keys are not for messages of tests.</param>
/// <param name="Leaf">What the Secret holds to be served; null: nothing that can be.</param>
/// <param name="Bundles">The CA bundles of every webhook, base64.</param>
internal sealed record RotatedObjects(string Data, TestCertificate? Leaf, IReadOnlyList<string> Bundles)
{
    /// <summary>Every certificate of every bundle, each once; null: one is no list of certificates.</summary>
    public IReadOnlyList<string>? TrustedPem
    {
        get
        {
            var read = Bundles.Select(bundle => CertificatePem.Read(SecretData.Decoded(bundle))).ToArray();
            return read.Any(each => each is null)
                ? null
                : [.. read.SelectMany(each => each ?? []).Select(each => each.ExportCertificatePem()).Distinct()];
        }
    }

    public static async Task<RotatedObjects> ReadAsync(ApiClient client, RotatingStage stage, CancellationToken cancellationToken)
    {
        var secret = await client.GetAsync(stage.Secret.Path, cancellationToken);
        var configuration = await client.GetAsync(stage.Trusting.Path, cancellationToken);
        return new RotatedObjects(Digests(secret["data"] as JsonObject), stage.Secret.Read(secret), stage.Trusting.Bundles(configuration));
    }

    /// <summary>The same of the `data` of any Secret.</summary>
    public static string Digests(JsonObject? data) => string.Join(
        ' ',
        from entry in data ?? []
        orderby entry.Key
        select $"{entry.Key}={Digest((string?)entry.Value ?? "")}");

    private static string Digest(string value) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(value)))[..16];
}
