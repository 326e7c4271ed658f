namespace KubectlWebhookCert.Tests.Cluster;

/// <summary>The certificates of the tests, read by openssl.</summary>
public sealed class TestCertificatesTests : IDisposable
{
    private readonly TestCertificates authority = new("root CA");
    private readonly PrivateFolder folder = new();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_chain_through_an_intermediate_is_good_to_openssl(bool isRsa)
    {
        using var intermediate = authority.Intermediate("intermediate CA");
        var leaf = intermediate.Issue(new LeafProfile("hook.test.svc", "127.0.0.1") { IsRsa = isRsa });
        var root = folder.Write("root.pem", authority.Pem);
        var chain = folder.Write("chain.pem", leaf.ChainPem);

        var verified = await OpenSslAsync(
            "verify", "-x509_strict", "-purpose", "sslserver", "-verify_hostname", "hook.test.svc",
            "-CAfile", root, "-untrusted", chain, chain);

        Assert.Equal($"{chain}: OK\n", verified.Output);
    }

    [Fact]
    public async Task The_key_is_the_leafs()
    {
        var leaf = authority.Issue("hook.test.svc");

        var ofKey = await OpenSslAsync("pkey", "-pubout", "-in", folder.Write("key.pem", leaf.KeyPem));
        var ofLeaf = await OpenSslAsync("x509", "-pubkey", "-noout", "-in", folder.Write("leaf.pem", leaf.ChainPem));

        Assert.StartsWith("-----BEGIN PUBLIC KEY-----", ofKey.Output, StringComparison.Ordinal);
        Assert.Equal(ofKey.Output, ofLeaf.Output);
    }

    [Fact]
    public void A_leaf_may_outlive_its_authority()
    {
        using var old = new TestCertificates("old CA", DateTimeOffset.UtcNow.AddDays(-2), DateTimeOffset.UtcNow.AddDays(-1));

        var leaf = old.Issue("hook.test.svc").Leaf;

        Assert.True(leaf.NotAfter > old.Authority.NotAfter);
        Assert.Equal(old.Authority.Subject, leaf.Issuer);
    }

    [Fact]
    public void A_client_is_its_common_name_and_organizations()
    {
        var client = authority.IssueClient("alice", "team-a", "team-b").Leaf;

        var parts = client.SubjectName.EnumerateRelativeDistinguishedNames(reversed: false).Select(part => part.GetSingleElementValue());
        Assert.Equal(["team-a", "team-b", "alice"], parts);
    }

    public void Dispose()
    {
        authority.Dispose();
        folder.Dispose();
    }

    private static Task<ProgramResult> OpenSslAsync(params string[] arguments) =>
        new ProgramCall("openssl", arguments).RunAsync(TestContext.Current.CancellationToken);
}
