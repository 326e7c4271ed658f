using static KubectlWebhookCert.Cluster.Api.Handshake;

namespace KubectlWebhookCert.Cluster.Api;

/// <summary>Against a real handshake on loopback: what kubectl trusts is trusted, nothing else is, and the reason is said in its words.</summary>
public sealed class ServerVerificationTests
{
    [Fact]
    public async Task Trusts_what_the_authority_signed()
    {
        using var root = TestAuthority.Root();
        using var leaf = root.Leaf();
        await using var server = new TlsServer(leaf);

        await AcceptsAsync(server, Pem(root.Certificate));
    }

    [Fact]
    public async Task Trusts_nobody_else()
    {
        using var root = TestAuthority.Root();
        using var other = TestAuthority.Root("other");
        using var leaf = root.Leaf();
        await using var server = new TlsServer(leaf, root.Certificate);

        var error = await RefusesAsync(server, Pem(other.Certificate), Unknown);

        Assert.Contains("openssl s_client", error.Hint, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_roots_of_the_system_do_not_know_a_test_server()
    {
        using var root = TestAuthority.Root();
        using var leaf = root.Leaf();
        await using var server = new TlsServer(leaf);

        await RefusesAsync(server, [], Unknown);
    }

    [Theory]
    [InlineData("localhost", "localhost", null)]
    [InlineData("LOCALHOST", "localhost", null)]
    [InlineData("api.example 127.0.0.1", "127.0.0.1", null)]
    [InlineData("api.example other.example", "localhost", "x509: certificate is valid for api.example, other.example, not localhost")]
    [InlineData("127.0.0.1", "localhost", "x509: certificate is not valid for any names, but wanted to match localhost")]
    [InlineData("localhost", "127.0.0.1", "x509: cannot validate certificate for 127.0.0.1 because it doesn't contain any IP SANs")]
    [InlineData("localhost 10.0.0.1 fd00::1", "127.0.0.1", "x509: certificate is valid for 10.0.0.1, fd00::1, not 127.0.0.1")]
    public async Task Verifies_the_name(string names, string host, string? refusal)
    {
        using var root = TestAuthority.Root();
        using var leaf = root.Leaf(names);
        await using var server = new TlsServer(leaf);

        await (refusal is null ? AcceptsAsync(server, Pem(root.Certificate), host) : RefusesAsync(server, Pem(root.Certificate), refusal, host));
    }

    [Theory]
    [InlineData("api.example", null)]
    [InlineData("web.api.example", null)]
    [InlineData("a.web.api.example", "x509: certificate is valid for api.example, *.api.example, not a.web.api.example")]
    [InlineData("localhost", "x509: certificate is valid for api.example, *.api.example, not localhost")]
    public async Task Verifies_and_asks_for_the_name_it_is_told(string name, string? refusal)
    {
        using var root = TestAuthority.Root();
        using var leaf = root.Leaf("api.example *.api.example");
        await using var server = new TlsServer(leaf);

        await (refusal is null
            ? AcceptsAsync(server, Pem(root.Certificate), "127.0.0.1", config => config with { TlsServerName = name })
            : RefusesAsync(server, Pem(root.Certificate), refusal, "127.0.0.1", config => config with { TlsServerName = name }));

        if (refusal is null)
        {
            Assert.Equal(name, server.NameAsked);
            Assert.Contains($"Host: 127.0.0.1:{server.Port}\r\n", Assert.Single(server.Requests), StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData(-3, -1, "after")]
    [InlineData(1, 3, "before")]
    public async Task A_leaf_out_of_date_is_told_first(int fromDays, int untilDays, string relation)
    {
        using var root = TestAuthority.Root();
        using var other = TestAuthority.Root();
        using var leaf = root.Leaf("other.example", fromDays, untilDays);
        await using var server = new TlsServer(leaf);

        var error = await Assert.ThrowsAsync<ServerUntrustedException>(() => GetAsync(server, Pem(other.Certificate)));

        Assert.Contains("x509: certificate has expired or is not yet valid: current time ", error.Message, StringComparison.Ordinal);
        Assert.Contains($" is {relation} ", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_authority_out_of_date_is_told_as_such()
    {
        using var root = TestAuthority.Root(untilDays: -1);
        using var leaf = root.Leaf();
        await using var server = new TlsServer(leaf);

        var error = await Assert.ThrowsAsync<ServerUntrustedException>(() => GetAsync(server, Pem(root.Certificate)));

        Assert.Contains("x509: certificate has expired or is not yet valid: current time ", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_certificate_for_clients_is_not_one_for_servers()
    {
        using var root = TestAuthority.Root();
        using var leaf = root.Leaf(usage: "1.3.6.1.5.5.7.3.2");
        await using var server = new TlsServer(leaf);

        await RefusesAsync(server, Pem(root.Certificate), "x509: certificate specifies an incompatible key usage");
    }

    [Fact]
    public async Task Nothing_is_verified_where_the_user_says_so()
    {
        using var root = TestAuthority.Root();
        using var leaf = root.Leaf("other.example", -3, -1);
        await using var server = new TlsServer(leaf);

        await AcceptsAsync(server, [], "127.0.0.1", config => config with { InsecureSkipTlsVerify = true });
    }

    [Fact]
    public async Task The_environment_of_child_processes_stays_as_it_was()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "only there is the environment touched");
        using var root = TestAuthority.Root();
        using var leaf = root.Leaf();
        await using var server = new TlsServer(leaf);
        await AcceptsAsync(server, Pem(root.Certificate));

        using var child = System.Diagnostics.Process.Start(new System.Diagnostics.ProcessStartInfo("/usr/bin/env") { RedirectStandardOutput = true })!;
        var seen = await child.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);

        Assert.Contains("PATH=", seen, StringComparison.Ordinal);
        Assert.DoesNotContain("SSL_CERT_DIR=\n", seen, StringComparison.Ordinal);
        Assert.DoesNotContain("SSL_CERT_FILE=\n", seen, StringComparison.Ordinal);
    }
}
