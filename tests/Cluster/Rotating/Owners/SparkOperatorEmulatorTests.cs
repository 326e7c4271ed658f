using System.Security.Cryptography;

namespace KubectlWebhookCert.Tests.Cluster;

/// <summary>That the emulator does what Spark Operator 2.x is documented to do, on a real API server.</summary>
public sealed class SparkOperatorEmulatorTests(SharedCluster shared) : ClusterTest(shared)
{
    private readonly TestCertificates foreign = new("foreign CA");
    private MadeService? service;
    private string mutating = "";
    private string validating = "";

    private MadeService Service => service ?? throw new InvalidOperationException("the test has not begun");

    private string Secrets => $"/api/v1/namespaces/{Service.Namespace}/secrets";

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        ReachingLoopback();
        service = await Make.ServiceAsync(await Make.NamespaceAsync(Cancelled), "spark-operator-webhook-svc", Cancelled);
        WebhookEntry[] entries = [Entry("one"), Entry("two")];
        mutating = $"{TrustingObject.Mutating}/{await Make.MutatingAsync(entries, Cancelled)}";
        validating = $"{TrustingObject.Validating}/{await Make.ValidatingAsync(entries, Cancelled)}";
    }

    public override async ValueTask DisposeAsync()
    {
        foreign.Dispose();
        await base.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task The_first_pod_makes_the_Secret_and_the_next_one_reads_it()
    {
        await using var spark = Emulator(SparkOperatorEmulator.HalfAYear);

        var first = await spark.StartAsync(Cancelled);
        var second = await spark.StartAsync(Cancelled);
        await spark.SettledAsync(Cancelled);
        var stored = await ValuesAsync();

        Assert.Equal(first.Certificates.Values, stored);
        Assert.Equal(first.Certificates.Serving.Sha256, second.Certificates.Serving.Sha256);
        Assert.StartsWith("-----BEGIN RSA PRIVATE KEY-----", stored["ca-key.pem"], StringComparison.Ordinal);
        Assert.StartsWith("-----BEGIN RSA PRIVATE KEY-----", stored["server-key.pem"], StringComparison.Ordinal);
        Assert.Equal(first.Certificates.Serving.Leaf.Issuer, first.Certificates.Serving.Leaf.Subject); // CA and leaf bear one name
        Assert.All(await BundlesAsync(), bundle => Assert.Equal(first.Certificates.AuthorityPem, bundle));
        await AssertAdmitsAsync(second);
    }

    [Fact]
    public async Task The_leader_puts_its_own_authority_back()
    {
        await using var spark = Emulator(SparkOperatorEmulator.HalfAYear);
        var pod = await spark.StartAsync(Cancelled);
        await spark.SettledAsync(Cancelled);

        foreach (var path in (string[])[mutating, validating])
        {
            var trusting = await TrustingObject.ReadAsync(Cluster.Admin, path, Cancelled);
            await trusting.InjectAsync(Cluster.Admin, "me", old => old + foreign.Pem, Cancelled);
        }
        await spark.SettledAsync(Cancelled);

        Assert.All(await BundlesAsync(), bundle => Assert.Equal(pod.Certificates.AuthorityPem, bundle));
    }

    [Fact]
    public async Task A_changed_Secret_is_read_by_pods_that_start_after_it_only()
    {
        await using var spark = Emulator(SparkOperatorEmulator.HalfAYear);
        var old = await spark.StartAsync(Cancelled);
        var next = SparkCertificates.Generate(Service.ServerName);
        await WriteAsync(next.Values);

        await spark.SettledAsync(Cancelled);
        var served = await FingerprintAsync(old);
        var restarted = await spark.StartAsync(Cancelled);
        await spark.SettledAsync(Cancelled);
        var whileOldLeads = await BundlesAsync();
        await spark.StopAsync(old);
        await spark.SettledAsync(Cancelled);

        Assert.Equal(old.Certificates.Serving.Sha256, served);
        Assert.Equal(next.Serving.Sha256, await FingerprintAsync(restarted));
        Assert.All(whileOldLeads, bundle => Assert.Equal(old.Certificates.AuthorityPem, bundle)); // the gap that a new CA key has
        Assert.All(await BundlesAsync(), bundle => Assert.Equal(next.AuthorityPem, bundle));
    }

    [Theory]
    [InlineData("ca-key.pem", "failed to parse CA private key")]
    [InlineData("server-key.pem", "failed to parse server private key")]
    public async Task A_key_in_PKCS8_makes_the_pod_exit(string name, string expected)
    {
        await using var spark = Emulator(SparkOperatorEmulator.HalfAYear);
        var values = new Dictionary<string, string>(SparkCertificates.Generate(Service.ServerName).Values);
        using var key = RSA.Create();
        key.ImportFromPem(values[name]);
        values[name] = key.ExportPkcs8PrivateKeyPem();
        await WriteAsync(values);

        var exit = await Assert.ThrowsAsync<SparkStartException>(() => spark.StartAsync(Cancelled));

        Assert.StartsWith(expected, exit.Message, StringComparison.Ordinal);
        Assert.Contains("use ParsePKCS8PrivateKey instead for this key format", exit.Message, StringComparison.Ordinal);
        Assert.Equal(values, await ValuesAsync());
    }

    [Fact]
    public async Task An_EC_key_makes_the_pod_exit()
    {
        await using var spark = Emulator(null);
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var values = new Dictionary<string, string>(SparkCertificates.Generate(Service.ServerName).Values)
        {
            ["ca-key.pem"] = key.ExportECPrivateKeyPem(),
        };
        await WriteAsync(values);

        var exit = await Assert.ThrowsAsync<SparkStartException>(() => spark.StartAsync(Cancelled));

        Assert.Contains("use ParseECPrivateKey instead for this key format", exit.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(179, true, false)]
    [InlineData(181, true, true)]
    [InlineData(179, false, true)] // before 2.2 nothing is checked
    public async Task What_will_not_be_good_in_half_a_year_is_made_anew(int days, bool isChecked, bool isKept)
    {
        await using var spark = Emulator(isChecked ? SparkOperatorEmulator.HalfAYear : null);
        var values = Lasting(Service.ServerName, days);
        await WriteAsync(values);

        var pod = await spark.StartAsync(Cancelled);

        Assert.Equal(isKept, pod.Certificates.AuthorityPem == values["ca-cert.pem"]);
        Assert.Equal(pod.Certificates.Values, await ValuesAsync());
    }

    [Fact]
    public async Task A_leaf_for_another_name_is_made_anew_with_its_authority()
    {
        await using var spark = Emulator(SparkOperatorEmulator.HalfAYear);
        var values = Lasting($"spark-operator-webhook.{Service.Namespace}.svc", 3650);
        await WriteAsync(values);

        var pod = await spark.StartAsync(Cancelled);

        Assert.NotEqual(values["ca-cert.pem"], pod.Certificates.AuthorityPem);
        Assert.True(pod.Certificates.Serving.Leaf.MatchesHostname(Service.ServerName));
    }

    [Fact]
    public async Task Only_the_first_block_of_a_bundle_is_the_authority()
    {
        await using var spark = Emulator(SparkOperatorEmulator.HalfAYear);
        var values = new Dictionary<string, string>(SparkCertificates.Generate(Service.ServerName).Values);
        var own = values["ca-cert.pem"];
        values["ca-cert.pem"] = own + foreign.Pem;
        await WriteAsync(values);

        await spark.StartAsync(Cancelled);
        await spark.SettledAsync(Cancelled);

        Assert.All(await BundlesAsync(), bundle => Assert.Equal(own, bundle));
    }

    private static Dictionary<string, string> Lasting(string serverName, int days)
    {
        var notAfter = DateTimeOffset.UtcNow.AddDays(days);
        var subject = RsaAuthority.Name(serverName, "spark-operator");
        var authority = new RsaAuthority(subject, notAfter);
        var leaf = authority.Issue(subject, ["localhost", serverName], notAfter);
        return new()
        {
            ["ca-cert.pem"] = authority.Pem,
            ["ca-key.pem"] = authority.KeyPem,
            ["server-cert.pem"] = leaf.ChainPem,
            ["server-key.pem"] = RsaAuthority.KeyPemOf(leaf),
        };
    }

    /// <summary>What it serves, seen by a client.</summary>
    private static async Task<string> FingerprintAsync(SparkReplica replica)
    {
        var seen = "";
        using var handler = new SocketsHttpHandler { UseProxy = false };
        handler.SslOptions.RemoteCertificateValidationCallback = (_, certificate, _, _) =>
        {
            seen = Convert.ToHexStringLower(SHA256.HashData(certificate?.GetRawCertData() ?? []));
            return certificate is not null;
        };
        using var http = new HttpClient(handler);
        using var answer = await http.GetAsync(new Uri($"https://{replica.Server.Address}/"), Cancelled);
        return seen;
    }

    private SparkOperatorEmulator Emulator(TimeSpan? lookAhead) =>
        new(Cluster.Admin, Service, "spark-operator-webhook-certs", [mutating, validating], lookAhead);

    private WebhookEntry Entry(string name) => new(Service, null) { Name = $"{name}.sparkoperator.k8s.io", FailurePolicy = "Ignore" };

    private async Task WriteAsync(IReadOnlyDictionary<string, string> values)
    {
        var json = Manifest.Secret("spark-operator-webhook-certs", "Opaque", values);
        _ = await Cluster.Admin.FindAsync($"{Secrets}/spark-operator-webhook-certs", Cancelled) is null
            ? await Cluster.Admin.CreateAsync(Secrets, json, Cancelled)
            : await Cluster.Admin.ReplaceAsync($"{Secrets}/spark-operator-webhook-certs", json, Cancelled);
    }

    private async Task<Dictionary<string, string>> ValuesAsync()
    {
        var secret = await Cluster.Admin.GetAsync($"{Secrets}/spark-operator-webhook-certs", Cancelled);
        return SecretData.Keys(secret).ToDictionary(key => key, key => SecretData.Text(secret, key));
    }

    private async Task<IReadOnlyList<string>> BundlesAsync() =>
    [
        .. (await TrustingObject.ReadAsync(Cluster.Admin, mutating, Cancelled)).Bundles,
        .. (await TrustingObject.ReadAsync(Cluster.Admin, validating, Cancelled)).Bundles,
    ];

    /// <summary>The API server's own verdict on a pod and the bundle that the leader wrote.</summary>
    private async Task AssertAdmitsAsync(SparkReplica replica)
    {
        await using var balancer = new ServiceBalancer(Service, replica.Server.Address);
        var bundle = (await BundlesAsync())[0];
        await Make.ValidatingAsync([new WebhookEntry(Service, bundle)], Cancelled);
        var answer = await EventuallyAsync(
            () => Cluster.Admin.SendAsync(
                HttpMethod.Post, $"/api/v1/namespaces/{Service.Namespace}/configmaps?dryRun=All", Manifest.ConfigMap("guarded"), Cancelled),
            answer => !answer.IsSuccess || replica.Server.RequestCount > 0);
        Assert.True(answer.IsSuccess, answer.Message);
        Assert.True(replica.Server.RequestCount > 0, "the webhook was never called");
    }
}
