using System.Globalization;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json.Nodes;

namespace KubectlWebhookCert.Tests.Cluster;

/// <summary>What cert-manager's controllers make of Certificates: Secrets, revisions and conditions.</summary>
internal sealed class CertManagerIssuer(ApiClient client, CertManagerApi api, string @namespace) : IDisposable
{
    private const string Manager = "cert-manager-certificates-issuing";
    private static readonly TimeSpan Duration = TimeSpan.FromDays(90);

    // The public key of each Certificate's newest request: what the Secret is compared with.
    private readonly Dictionary<string, string> requested = [];
    private readonly List<TestCertificates> authorities = [new("cert-manager CA")];
    private volatile string? refusal;

    /// <summary>Signs what is issued from now on.</summary>
    public TestCertificates Authority
    {
        get
        {
            lock (authorities)
            {
                return authorities[^1];
            }
        }
    }

    /// <summary>From `Issuing` to the new Secret.</summary>
    public TimeSpan IssuingTime { get; set; }

    /// <summary>The issuer is a self-signed one: what it issues is its own authority.</summary>
    public bool IsSelfSigned { get; set; }

    /// <summary>The namespace of the Secrets of ClusterIssuers.</summary>
    public string Home { get; set; } = "cert-manager";

    /// <summary>A Secret that no issuer is noted on is reissued at once, as some versions do; others leave it until it is due.</summary>
    public bool ReissuesUnmarked { get; set; }

    /// <summary>The issuer refuses every request with these words; null: it issues.</summary>
    public string? Refusal
    {
        get => refusal;
        set => refusal = value;
    }

    /// <summary>The issuer has another authority from now on; what is issued already stays.</summary>
    public void ReplaceAuthority()
    {
        lock (authorities)
        {
            authorities.Add(new TestCertificates("cert-manager CA"));
        }
    }

    public async Task ReconcileAsync(CancellationToken cancellationToken)
    {
        foreach (var certificate in await api.ListAsync(cancellationToken))
        {
            var name = (string?)certificate["metadata"]?["name"] ?? "";
            var status = new CertificateStatus(certificate);
            if (status.Condition("Issuing") == "True")
            {
                await IssueAsync(name, certificate, cancellationToken);
            }
            else if (!status.HasFailed && await TriggerAsync(name, certificate, cancellationToken) is var (reason, message))
            {
                await api.ChangeStatusAsync(name, changed => changed.SetCondition("Issuing", true, reason, message), cancellationToken);
            }
        }
    }

    public void Dispose() => authorities.ForEach(authority => authority.Dispose());

    private static string PublicKeyOf(TestCertificate pair) => Convert.ToHexString(pair.Leaf.PublicKey.ExportSubjectPublicKeyInfo());

    private static IReadOnlyList<string> NamesOf(JsonObject certificate) =>
        [.. certificate["spec"]?["dnsNames"]?.AsArray().Select(name => (string?)name ?? "") ?? []];

    /// <summary>Why a certificate is to be issued though nobody asked. `ca.crt` is no reason.</summary>
    private async Task<(string Reason, string Message)?> TriggerAsync(
        string name, JsonObject certificate, CancellationToken cancellationToken)
    {
        if (await client.FindAsync(SecretPath(certificate), cancellationToken) is not { } secret)
        {
            return ("DoesNotExist", "Issuing certificate as Secret does not exist");
        }
        var chain = SecretData.Text(secret, "tls.crt");
        var key = SecretData.Text(secret, "tls.key");
        if (chain.Length == 0 || key.Length == 0)
        {
            return ("MissingData", "Issuing certificate as Secret does not contain a certificate and a private key");
        }
        if (CertificatePem.ReadPair(chain, key) is not { } pair)
        {
            return ("InvalidKeyPair", "Issuing certificate as Secret contains an invalid key-pair");
        }
        if (requested.TryGetValue(name, out var own) && own != PublicKeyOf(pair))
        {
            return ("SecretMismatch", "Secret contains a private key that is not that of the CertificateRequest");
        }
        if (!NamesOf(certificate).All(each => pair.Leaf.MatchesHostname(each)))
        {
            return ("RequestChanged", "Fields on existing CertificateRequest resource not up to date: [spec.dnsNames]");
        }
        if (ReissuesUnmarked && (string?)secret["metadata"]?["annotations"]?["cert-manager.io/issuer-name"] != IssuerOf(certificate))
        {
            return ("IncorrectIssuer", "Issuing certificate as Secret was previously issued by another issuer");
        }
        return pair.Leaf.NotAfter < DateTime.Now ? ("Expired", "Certificate expired") : null;
    }

    private async Task IssueAsync(string name, JsonObject certificate, CancellationToken cancellationToken)
    {
        await Task.Delay(IssuingTime, cancellationToken);
        if (Refusal is { } words)
        {
            await api.ChangeStatusAsync(name, status => Fail(status, words), cancellationToken);
            return;
        }
        var profile = new LeafProfile(NamesOf(certificate))
        {
            NotAfter = DateTimeOffset.UtcNow + DurationOf(certificate),
            IsRsa = (string?)certificate["spec"]?["privateKey"]?["algorithm"] == "RSA",
        };
        using var stored = await StoredAuthorityAsync(certificate, cancellationToken);
        var authority = stored ?? Authority;
        var pair = IsSelfSigned ? TestCertificates.SelfSigned(profile) : authority.Issue(profile);
        requested[name] = PublicKeyOf(pair);
        await StoreAsync(name, certificate, pair, IsSelfSigned ? pair.ChainPem : authority.Pem, cancellationToken);
        await api.ChangeStatusAsync(name, status => Succeed(status, pair), cancellationToken);
    }

    private static string? IssuerOf(JsonObject certificate) => (string?)certificate["spec"]?["issuerRef"]?["name"];

    private static string IssuerKindOf(JsonObject certificate) => (string?)certificate["spec"]?["issuerRef"]?["kind"] ?? "Issuer";

    // as this program's Certificates have it: whole hours or minutes
    private static TimeSpan DurationOf(JsonObject certificate) => (string?)certificate["spec"]?["duration"] switch
    {
        { } text when text.EndsWith('h') => TimeSpan.FromHours(int.Parse(text[..^1], CultureInfo.InvariantCulture)),
        { } text when text.EndsWith('m') => TimeSpan.FromMinutes(int.Parse(text[..^1], CultureInfo.InvariantCulture)),
        _ => Duration,
    };

    private static string KeyOf(TestCertificate pair, JsonObject certificate)
    {
        if ((string?)certificate["spec"]?["privateKey"]?["encoding"] is null or "PKCS8")
        {
            return pair.KeyPem;
        }
        using var rsa = pair.Leaf.GetRSAPrivateKey();
        using var ecdsa = pair.Leaf.GetECDsaPrivateKey();
        return (rsa?.ExportRSAPrivateKeyPem() ?? ecdsa?.ExportECPrivateKeyPem()) + "\n";
    }

    /// <summary>The CA of the Issuer; null where there is no such Issuer: then this one's own is meant.</summary>
    private async Task<TestCertificates?> StoredAuthorityAsync(JsonObject certificate, CancellationToken cancellationToken)
    {
        var (collection, home) = IssuerKindOf(certificate) == "ClusterIssuer"
            ? (CertManagerApi.ClusterIssuerCollection, Home)
            : (api.IssuerCollection, @namespace);
        var issuer = await client.FindAsync($"{collection}/{IssuerOf(certificate)}", cancellationToken);
        return (string?)issuer?["spec"]?["ca"]?["secretName"] is { } name
            && await client.FindAsync($"/api/v1/namespaces/{home}/secrets/{name}", cancellationToken) is { } secret
            ? TestCertificates.Load(SecretData.Text(secret, "tls.crt"), SecretData.Text(secret, "tls.key"))
            : null;
    }

    private static void Fail(CertificateStatus status, string words)
    {
        status.SetCondition("Issuing", false, "Failed", "The certificate request has failed to complete and will be retried: " + words);
        status.SetFailed();
    }

    private static void Succeed(CertificateStatus status, TestCertificate pair)
    {
        status.Revision++;
        status.RemoveCondition("Issuing");
        status.SetCondition("Ready", true, "Ready", "Certificate is up to date and has not expired");
        status.SetTimes(pair.Leaf.NotBefore, pair.Leaf.NotAfter);
    }

    // Keys, labels and annotations that are not its own it leaves alone, as server-side apply does.
    private async Task StoreAsync(
        string name, JsonObject certificate, TestCertificate pair, string authorityPem, CancellationToken cancellationToken)
    {
        var path = SecretPath(certificate);
        var values = new Dictionary<string, string> { ["tls.crt"] = pair.ChainPem, ["tls.key"] = KeyOf(pair, certificate), ["ca.crt"] = authorityPem };
        var secret = new JsonObject
        {
            ["apiVersion"] = "v1",
            ["kind"] = "Secret",
            ["metadata"] = new JsonObject
            {
                ["name"] = path.Split('/')[^1],
                ["labels"] = new JsonObject { ["controller.cert-manager.io/fao"] = "true" },
                ["annotations"] = new JsonObject
                {
                    ["cert-manager.io/certificate-name"] = name,
                    ["cert-manager.io/issuer-name"] = IssuerOf(certificate),
                    ["cert-manager.io/issuer-kind"] = IssuerKindOf(certificate),
                    ["cert-manager.io/issuer-group"] = "cert-manager.io",
                    ["cert-manager.io/alt-names"] = string.Join(',', NamesOf(certificate)),
                },
            },
            ["data"] = SecretData.Of(values),
        };
        if (await client.FindAsync(path, cancellationToken) is not null)
        {
            await client.MergeAsync($"{path}?fieldManager={Manager}", secret.ToJsonString(), cancellationToken);
            return;
        }
        secret["type"] = "kubernetes.io/tls";
        await client.CreateAsync(
            $"/api/v1/namespaces/{@namespace}/secrets?fieldManager={Manager}", secret.ToJsonString(), cancellationToken);
    }

    private string SecretPath(JsonObject certificate) =>
        $"/api/v1/namespaces/{@namespace}/secrets/{certificate["spec"]?["secretName"]}";
}
