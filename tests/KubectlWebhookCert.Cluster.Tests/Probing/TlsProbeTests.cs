using System.Diagnostics.CodeAnalysis;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using KubectlWebhookCert.Cluster.Api;
using KubectlWebhookCert.Cluster.Probing.Tls;
using KubectlWebhookCert.Core.Served;
using static KubectlWebhookCert.Cluster.Probing.ServerBytes;

namespace KubectlWebhookCert.Cluster.Probing;

[SuppressMessage("Security", "CA5398:Avoid hardcoded SslProtocols values", Justification = "each version has its own handshake")]
public sealed class TlsProbeTests
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(SslProtocols.Tls12, "TLS 1.2", 1)]
    [InlineData(SslProtocols.Tls12 | SslProtocols.Tls13, "TLS 1.3", 1)]
    [InlineData(SslProtocols.Tls13, "TLS 1.3", 2)]
    public async Task Every_certificate_comes_in_the_servers_order(SslProtocols protocols, string expected, int connections)
    {
        using var root = TestAuthority.Root();
        using var intermediate = root.Intermediate();
        using var leaf = intermediate.Leaf("web.shop.svc");
        string? asked = null;
        await using var server = TlsHost.Serving(protocols, false, name => asked = name, leaf, intermediate.Certificate);

        var answer = Assert.IsType<ProbeAnswer.Presented>(await AskAsync(server));

        Assert.Equal([Hex(leaf), Hex(intermediate.Certificate)], answer.Raw.Select(each => Convert.ToHexString(each.Der.Span)));
        Assert.Equal(answer.Raw.Select(each => each.Der.ToArray()), answer.Certificates.Select(each => each.Raw.ToArray()));
        Assert.Equal((expected, false), (answer.Protocol, answer.AsksClientCertificate));
        Assert.Equal("web.shop.svc", asked);
        Assert.Equal(connections, server.Accepted);
    }

    [Theory]
    [InlineData(SslProtocols.Tls12)]
    [InlineData(SslProtocols.Tls13)]
    public async Task A_server_that_wants_a_client_certificate_is_told_apart(SslProtocols protocols)
    {
        using var leaf = TestAuthority.SelfSignedLeaf();
        await using var server = TlsHost.Serving(protocols, true, null, leaf);

        var answer = Assert.IsType<ProbeAnswer.Presented>(await AskAsync(server));

        Assert.True(answer.AsksClientCertificate);
        Assert.Equal(Hex(leaf), Convert.ToHexString(Assert.Single(answer.Raw).Der.Span));
    }

    [Fact]
    public async Task An_ip_address_is_no_server_name()
    {
        using var leaf = TestAuthority.SelfSignedLeaf();
        var asked = "nothing yet";
        await using var server = TlsHost.Serving(SslProtocols.Tls12, false, name => asked = name, leaf);

        Assert.IsType<ProbeAnswer.Presented>(await AskAsync(server, "10.0.0.1"));

        Assert.Equal(string.Empty, asked ?? string.Empty);
    }

    [Fact]
    public async Task What_is_no_certificate_is_kept_as_it_is()
    {
        byte[] junk = [1, 2, 3];
        byte[] flight = [.. Hello(1), .. Certificates(junk, []), .. HelloDone()];
        await using var server = ScriptedServer.Saying(Record(22, flight));

        var answer = Assert.IsType<ProbeAnswer.Presented>(await AskAsync(server));

        Assert.Equal([junk, []], answer.Raw.Select(each => each.Der.ToArray()));
        Assert.Empty(answer.Certificates);
        Assert.Equal("TLS 1.0", answer.Protocol);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(50)]
    public async Task Records_and_packets_may_be_cut_anywhere(int size)
    {
        byte[] flight = [.. Hello(), .. Certificates([7, 7, 7]), .. Message(13, 1, 1, 0, 0), .. HelloDone()];
        var sent = flight.Chunk(size).SelectMany(part => Record(22, part)).ToArray();
        await using var server = new ScriptedServer(async (stream, stop) =>
        {
            stream.Socket.NoDelay = true;
            foreach (var part in sent.Chunk(size))
            {
                await stream.WriteAsync(part, stop);
            }

            await ScriptedServer.ReadToEndAsync(stream, stop);
        });

        var answer = Assert.IsType<ProbeAnswer.Presented>(await AskAsync(server));

        Assert.Equal([7, 7, 7], Assert.Single(answer.Raw).Der.ToArray());
        Assert.True(answer.AsksClientCertificate);
    }

    [Fact]
    public async Task A_certificate_counts_though_the_server_goes_away_after_it()
    {
        await using var server = ScriptedServer.Saying(Record(22, [.. Hello(), .. Certificates([7])]));

        Assert.IsType<ProbeAnswer.Presented>(await AskAsync(server));
    }

    [Fact]
    public async Task A_certificate_counts_though_the_server_falls_silent_after_it()
    {
        await using var server = new ScriptedServer(static async (stream, stop) =>
        {
            await stream.WriteAsync(Record(22, [.. Hello(), .. Certificates([7])]), stop);
            await ScriptedServer.ReadToEndAsync(stream, stop);
        });

        Assert.IsType<ProbeAnswer.Presented>(await AskAsync(server, seconds: 0.5));
    }

    public static TheoryData<byte[], ProbeAnswer> Others() => new()
    {
        { "HTTP/1.1 400 Bad Request\r\n\r\n"u8.ToArray(), new ProbeAnswer.NotTls("plain HTTP") },
        { "SSH-2.0-OpenSSH_9.2\r\n"u8.ToArray(), new ProbeAnswer.NotTls("an SSH banner") },
        { "220 mail.example.org ESMTP\r\n"u8.ToArray(), new ProbeAnswer.NotTls("something that is not TLS") },
        { "x"u8.ToArray(), new ProbeAnswer.NotTls("something that is not TLS") },
        { [], new ProbeAnswer.Unreachable("it closes the connection at once") },
        { [22, 3], new ProbeAnswer.Unreachable("it closes the connection in the middle of the handshake") },
        { Record(22, Hello()), new ProbeAnswer.Unreachable("it closes the connection in the middle of the handshake") },
        { Alert(2, 40), new ProbeAnswer.TlsRefused("handshake failure") },
        { Alert(2, 80), new ProbeAnswer.TlsRefused("internal error") },
        { Alert(2, 112), new ProbeAnswer.TlsRefused("unrecognized name") },
        { Alert(2, 199), new ProbeAnswer.TlsRefused("alert(199)") },
        { Alert(1, 0), new ProbeAnswer.TlsRefused("close notify") },
        { [.. Alert(1, 112), .. Alert(2, 40)], new ProbeAnswer.TlsRefused("handshake failure") },
        { Record(22, [.. Hello(), .. HelloDone()]), new ProbeAnswer.NotTls("TLS without a certificate") },

        // hostile
        { [22, 3, 3, 0xff, 0xff], new ProbeAnswer.NotTls("something that begins like TLS and is not") },
        { Record(22, 2, 0xff, 0xff, 0xff), new ProbeAnswer.NotTls("something that begins like TLS and is not") },
        { Record(22, Message(2, 3, 3)), new ProbeAnswer.NotTls("something that begins like TLS and is not") },
        { Record(22, Message(2, [3, 4, .. new byte[35]])), new ProbeAnswer.NotTls("something that begins like TLS and is not") },
        { Record(22, Message(11, 0, 0, 9, 0, 0, 1)), new ProbeAnswer.NotTls("something that begins like TLS and is not") },
        { Record(22, Message(11, 0, 0, 4, 0, 0, 9, 1)), new ProbeAnswer.NotTls("something that begins like TLS and is not") },
        { Record(21, 2), new ProbeAnswer.NotTls("something that begins like TLS and is not") },
        { Record(23, 1), new ProbeAnswer.NotTls("something that begins like TLS and is not") },
        { [.. Enumerable.Repeat(Record(22), 60_000).SelectMany(record => record)], new ProbeAnswer.NotTls("something that begins like TLS and is not") },
    };

    [Theory]
    [MemberData(nameof(Others), DisableDiscoveryEnumeration = true)]
    public async Task What_is_no_handshake_has_a_name(byte[] answer, ProbeAnswer expected)
    {
        await using var server = ScriptedServer.Saying(answer);

        Assert.Equal(expected, await AskAsync(server));
        Assert.Equal(1, server.Accepted);
    }

    [Fact]
    public async Task Silence_has_a_name()
    {
        await using var server = ScriptedServer.Silent();

        Assert.Equal(new ProbeAnswer.Unreachable("it accepts the connection and says nothing"), await AskAsync(server, seconds: 0.3));
    }

    [Fact]
    public async Task A_server_that_speaks_no_version_that_we_do_is_asked_twice_and_believed()
    {
        await using var server = ScriptedServer.Saying(Alert(2, 70));

        Assert.Equal(new ProbeAnswer.TlsRefused("protocol version not supported"), await AskAsync(server));
        Assert.Equal(2, server.Accepted);
    }

    private static string Hex(X509Certificate2 certificate) => Convert.ToHexString(certificate.RawData);

    private static async Task<ProbeAnswer> AskAsync(ScriptedServer server, string name = "web.shop.svc", double seconds = 30)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(Cancelled);
        limit.CancelAfter(TimeSpan.FromSeconds(seconds));
        return await TlsProbe.AskAsync(name, stop => DirectDial.OpenAsync("127.0.0.1", server.Port, stop), limit.Token);
    }
}
