namespace KubectlWebhookCert.Tests.Cluster;

/// <summary>`adopt --to cert-manager --issuer`: issuers that are there, and issuers that fail.</summary>
public sealed class AdoptCertManagerIssuerTests(SharedCluster shared) : CertManagerAdoptionTest(shared)
{
    private const string MadeAuthority = "webhook-server-cert-ca";

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task An_issuer_that_is_there_signs_once_its_ca_is_trusted(bool merges)
    {
        await using var stage = await ByHandAsync();
        await StartAsync(stage, merges);
        await Make.SecretAsync(stage.Namespace, "house-ca", "kubernetes.io/tls", Pair(), Cancelled);
        await Manager.Api.CreateIssuerAsync("house", """{"ca":{"secretName":"house-ca"} }""", Cancelled);
        var before = await StateAsync(stage);

        AssertDone(await AdoptUnderLoadAsync(stage, "--issuer", "issuer/house"));

        var after = await StateAsync(stage);
        await AssertServedAnewAsync(stage, before);
        Assert.Equal(Authority.Pem, after.Text("ca.crt"));
        Assert.Contains(Authority.Pem.Trim(), after.Bundle, StringComparison.Ordinal);
        Assert.Equal(merges, after.Bundle.Contains(before.Bundle.Trim(), StringComparison.Ordinal));
        Assert.DoesNotContain(MadeAuthority, await NamesAsync(stage.Secret.Collection));
        await AssertHandedOverAsync(stage);
    }

    [Fact]
    public async Task The_ca_of_a_cluster_issuer_is_read_where_cert_manager_keeps_it()
    {
        await using var stage = await ByHandAsync();
        await StartAsync(stage);
        var home = await Make.NamespaceAsync(Cancelled);
        await Make.SecretAsync(home, "house-ca", "kubernetes.io/tls", Pair(), Cancelled);
        await StartControllerAsync(home);
        var issuer = FreshName.With("house");
        await Manager.Api.CreateClusterIssuerAsync(issuer, """{"ca":{"secretName":"house-ca"} }""", Cancelled);
        var before = await StateAsync(stage);

        AssertDone(await AdoptUnderLoadAsync(stage, "--issuer", $"clusterissuer/{issuer}"));

        await AssertServedAnewAsync(stage, before);
        Assert.Equal(Authority.Pem, (await StateAsync(stage)).Text("ca.crt"));
        var certificate = await Manager.Api.GetAsync(stage.Secret.Name, Cancelled);
        Assert.Equal("ClusterIssuer", Json.Text(certificate, "spec.issuerRef.kind"));
        await AssertHandedOverAsync(stage);
    }

    [Fact]
    public async Task An_issuer_that_tells_no_ca_signs_once_its_ca_is_trusted_and_it_is_forced()
    {
        await using var stage = await ByHandAsync();
        await StartAsync(stage);
        await Manager.Api.CreateIssuerAsync("vault", """{"vault":{"server":"https://vault.example","path":"pki/sign/webhook"} }""", Cancelled);
        var before = await StateAsync(stage);
        var file = Cluster.Folder.Write(FreshName.With("vault-ca"), Manager.Issuer.Authority.Pem);

        Plugin.MustFail(await AdoptAsync(stage, "--issuer", "vault"), "it is no CA issuer");
        await AssertUntouchedAsync(stage, before);
        Plugin.MustBeDone(await RunAsync(["adopt", stage.Configuration, "--ca-from", $"file/{file}", "--yes"]));
        AssertDone(await AdoptUnderLoadAsync(stage, "--issuer", "vault", "--force"));

        await AssertServedAnewAsync(stage, before);
        Assert.Equal(Manager.Issuer.Authority.Pem, (await StateAsync(stage)).Text("ca.crt"));
        await AssertHandedOverAsync(stage);
    }

    [Theory]
    [InlineData("""{"selfSigned":{} }""", "signs nothing but itself")]
    [InlineData("""{"acme":{"server":"https://acme.example"} }""", "is for public names")]
    public async Task An_issuer_whose_certificates_nobody_can_trust_beforehand_is_refused(string spec, string why)
    {
        await using var stage = await ByHandAsync();
        await StartAsync(stage);
        await Manager.Api.CreateIssuerAsync("wrong", spec, Cancelled);
        var before = await StateAsync(stage);

        Plugin.MustFail(await AdoptAsync(stage, "--issuer", "issuer/wrong", "--force"), why);

        await AssertUntouchedAsync(stage, before);
    }

    [Fact]
    public async Task An_issuer_that_fails_is_quoted_and_nothing_is_harmed()
    {
        await using var stage = await ByHandAsync();
        await StartAsync(stage);
        var before = await StateAsync(stage);
        Manager.Issuer.Refusal = "quota exceeded";

        var (command, load) = await AdoptUnderLoadAsync(stage);

        Assert.Equal(1, command.ExitCode);
        Assert.Contains("quota exceeded", command.Error, StringComparison.Ordinal);
        AssertUnharmed(load);
        Assert.Equal(before.Secret["data"]?.ToJsonString(), (await StateAsync(stage)).Secret["data"]?.ToJsonString());

        Manager.Issuer.Refusal = null;
        AssertDone(await AdoptUnderLoadAsync(stage));
        await AssertHandedOverAsync(stage);
    }

    private Dictionary<string, string> Pair() => new() { ["tls.crt"] = Authority.Pem, ["tls.key"] = Authority.KeyPem };
}
