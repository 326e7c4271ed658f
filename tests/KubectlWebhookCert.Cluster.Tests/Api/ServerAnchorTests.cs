using System.Security.Cryptography.X509Certificates;
using static KubectlWebhookCert.Cluster.Api.Handshake;

namespace KubectlWebhookCert.Cluster.Api;

/// <summary>Whom a CA bundle trusts: every certificate in it, root or not, for what it says of itself.</summary>
public sealed class ServerAnchorTests
{
    /// <summary>Name constraints (RFC 5280 §4.2.1.10) that permit the DNS name example.com.</summary>
    private static readonly byte[] PermitsExampleCom = [0x30, 0x11, 0xA0, 0x0F, 0x30, 0x0D, 0x82, 0x0B, .. "example.com"u8];

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Tries_every_authority_of_one_name(bool rightOneFirst)
    {
        using var root = TestAuthority.Root();
        using var namesake = TestAuthority.Root();
        using var leaf = root.Leaf();
        await using var server = new TlsServer(leaf);

        await AcceptsAsync(
            server, rightOneFirst ? Pem(root.Certificate, namesake.Certificate) : Pem(namesake.Certificate, root.Certificate));
    }

    [Fact]
    public async Task A_namesake_is_not_the_authority()
    {
        using var root = TestAuthority.Root();
        using var namesake = TestAuthority.Root();
        using var leaf = root.Leaf();
        await using var server = new TlsServer(leaf);

        await RefusesAsync(server, Pem(namesake.Certificate), Unknown);
    }

    [Theory]
    [InlineData(true, true, true)] // root trusted, intermediate sent
    [InlineData(true, false, false)] // root trusted, intermediate missing
    [InlineData(false, true, true)] // intermediate trusted, and sent
    [InlineData(false, false, true)] // intermediate trusted, not sent
    public async Task An_intermediate_may_be_the_anchor(bool trustRoot, bool send, bool accepted)
    {
        using var root = TestAuthority.Root();
        using var intermediate = root.Intermediate();
        using var leaf = intermediate.Leaf();
        await using var server = send ? new TlsServer(leaf, intermediate.Certificate, root.Certificate) : new TlsServer(leaf);
        var trusted = Pem((trustRoot ? root : intermediate).Certificate);

        await (accepted ? AcceptsAsync(server, trusted) : RefusesAsync(server, trusted, Unknown));
    }

    [Fact]
    public async Task The_signature_of_an_anchored_intermediate_counts_and_not_its_name()
    {
        using var root = TestAuthority.Root();
        using var intermediate = root.Intermediate();
        using var impostor = root.Intermediate();
        using var leaf = impostor.Leaf();
        await using var server = new TlsServer(leaf);

        await RefusesAsync(server, Pem(intermediate.Certificate), Unknown);
    }

    [Theory]
    [InlineData("no authority", Unknown)]
    [InlineData("expired", "x509: certificate has expired or is not yet valid: current time ")]
    [InlineData("may not sign certificates", Unknown)]
    [InlineData("for clients only", "x509: certificate specifies an incompatible key usage")]
    [InlineData("for other names", Unknown)]
    public async Task An_anchor_below_a_root_is_held_to_what_it_says_of_itself(string flaw, string why)
    {
        using var root = TestAuthority.Root();
        using var intermediate = flaw switch
        {
            "no authority" => root.Intermediate(isAuthority: false),
            "expired" => root.Intermediate(untilDays: -1),
            "may not sign certificates" => root.Intermediate(extensions: new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature, true)),
            "for clients only" => root.Intermediate(extensions: new X509EnhancedKeyUsageExtension([new("1.3.6.1.5.5.7.3.2")], false)),
            _ => root.Intermediate(extensions: new X509Extension("2.5.29.30", PermitsExampleCom, true)),
        };
        using var leaf = intermediate.Leaf();
        await using var server = new TlsServer(leaf);

        var error = await Assert.ThrowsAsync<ServerUntrustedException>(() => GetAsync(server, Pem(intermediate.Certificate)));

        Assert.Contains(why, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task The_leaf_itself_may_be_the_anchor(bool selfSigned)
    {
        using var root = TestAuthority.Root();
        using var leaf = selfSigned ? TestAuthority.SelfSignedLeaf() : root.Leaf();
        using var other = selfSigned ? TestAuthority.SelfSignedLeaf() : root.Leaf();
        await using var server = new TlsServer(leaf);
        await using var stranger = new TlsServer(other);

        await AcceptsAsync(server, Pem(leaf));
        await RefusesAsync(stranger, Pem(leaf), Unknown);
    }
}
