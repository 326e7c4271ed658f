using System.Security.Cryptography.X509Certificates;
using System.Text.Json.Nodes;

namespace KubectlWebhookCert.Tests.Cluster;

/// <summary>How everything has to be when a command has ended. Each method names what is not so; nothing: all is well.</summary>
/// <param name="stage">What was rotated.</param>
/// <param name="replacesAuthority">Whether its CA was to be replaced.</param>
internal sealed class EndState(CampaignStage stage, bool replacesAuthority)
{
    /// <summary>Another leaf is stored, served and trusted, the old CA is gone where it was to go, and the originals are kept.</summary>
    public async Task<IReadOnlyList<string>> NotRotatedAsync(CancellationToken cancellationToken)
    {
        var now = await stage.ReadAsync(cancellationToken);
        var old = stage.Originals;
        List<string> wrong = [];
        if (now.Leaf is null || now.Leaf.Sha256 == old.Leaf?.Sha256)
        {
            wrong.Add("the Secret's leaf is not another one");
            return wrong;
        }
        wrong.AddRange(await NotServedAsync(now.Leaf, cancellationToken));
        wrong.AddRange(now.Bundles.Where(bundle => !IsTrusted(now.Leaf, bundle)).Select(_ => "a bundle does not trust the Secret's leaf"));
        if (!replacesAuthority && !now.Bundles.SequenceEqual(old.Bundles))
        {
            wrong.Add("a bundle has changed with the leaf");
        }
        if (replacesAuthority && !(now.TrustedPem is [var only] && old.TrustedPem?.Contains(only) is false))
        {
            wrong.Add("the bundles do not hold the new CA alone");
        }
        if (!(await stage.BackupsAsync(cancellationToken)).Any(IsOfOriginals))
        {
            wrong.Add("no backup equals the original Secret");
        }
        return wrong;
    }

    /// <summary>Secret and bundles are as they were, byte for byte, and that is served.</summary>
    public async Task<IReadOnlyList<string>> NotOriginalAsync(CancellationToken cancellationToken)
    {
        var now = await stage.ReadAsync(cancellationToken);
        List<string> wrong = [];
        if (now.Data != stage.Originals.Data)
        {
            wrong.Add($"the Secret is not as it was: {stage.Originals.Data}, now {now.Data}");
        }
        if (!now.Bundles.SequenceEqual(stage.Originals.Bundles))
        {
            wrong.Add("the bundles are not as they were");
        }
        wrong.AddRange(await NotServedAsync(stage.Originals.Leaf!, cancellationToken));
        return wrong;
    }

    /// <summary>Nothing is left of a rotation but its backup.</summary>
    public async Task<IReadOnlyList<string>> LeftOverAsync(CancellationToken cancellationToken)
    {
        List<string> left = [];
        if (await stage.HasJournalAsync(cancellationToken))
        {
            left.Add("a journal is left");
        }
        if (await stage.HasLeaseAsync(cancellationToken))
        {
            left.Add("a lease is left");
        }
        return left;
    }

    /// <summary>Whatever is stored is served or will be, whatever is served now is trusted by every bundle: a state to stop in.</summary>
    public async Task<IReadOnlyList<string>> NotSafeAsync(CancellationToken cancellationToken)
    {
        var now = await stage.ReadAsync(cancellationToken);
        var refusing = now.Bundles.Where(bundle => now.Leaf is not null && !IsTrusted(now.Leaf, bundle));
        return [.. refusing.Select(_ => "a bundle does not trust what is stored")];
    }

    private async Task<IReadOnlyList<string>> NotServedAsync(TestCertificate leaf, CancellationToken cancellationToken)
    {
        List<string> wrong = [];
        var endpoints = await stage.EndpointsAsync(cancellationToken);
        foreach (var pod in stage.Stage.Deployment.Pods.Where(pod => endpoints.Contains(pod.Name)))
        {
            if (await ServedLeaf.Sha256Async(pod.Server.Address, cancellationToken) != leaf.Sha256)
            {
                wrong.Add("a replica serves another leaf than the Secret's");
            }
        }
        return wrong;
    }

    private bool IsTrusted(TestCertificate leaf, string bundle)
    {
        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        chain.ChainPolicy.CustomTrustStore.AddRange(CertificatePem.Read(SecretData.Decoded(bundle)) ?? []);
        var name = stage.Stage.Service.ServerName;
        return chain.Build(leaf.Leaf) && leaf.Leaf.MatchesHostname(name, allowWildcards: true, allowCommonName: false);
    }

    private bool IsOfOriginals(JsonNode? backup)
    {
        var content = JsonNode.Parse(SecretData.Text(backup as JsonObject, "content.json"));
        return RotatedObjects.Digests(Json.At(content, "scope.secret.data") as JsonObject) == stage.Originals.Data;
    }
}
