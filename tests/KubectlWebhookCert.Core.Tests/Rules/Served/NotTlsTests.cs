using KubectlWebhookCert.Core.Rules;
using KubectlWebhookCert.Core.Served;
using KubectlWebhookCert.Core.Tests.Fixtures;

namespace KubectlWebhookCert.Core.Tests.Rules.Served;

/// <summary>not-tls: somebody answers, and no handshake goes through.</summary>
public sealed class NotTlsTests
{
    private const string Code = "not-tls";

    private static readonly Hook Two = Serving.Replicas(Hook.Healthy);
    private static readonly Issued Stored = Hook.Healthy.StoredLeaf;

    public static TheoryData<string, string, string> Answers => new()
    {
        { "plain HTTP", "without TLS: plain HTTP", "http: server gave HTTP response to HTTPS client" },
        { "an SSH banner", "without TLS: an SSH banner", "tls: first record does not look like a TLS handshake" },
    };

    [Theory]
    [MemberData(nameof(Answers))]
    public void What_is_no_tls_is_an_error_in_the_api_servers_words(string what, string told, string text)
    {
        var finding = Serving.Judge(Two, new ProbeAnswer.NotTls(what), Serving.Presents(Stored)).Finding(Code);

        Assert.Equal((Severity.Error, true, text), (finding.Severity, finding.IsReported, finding.Fault.ApiServerText));
        Assert.Equal($"pod hook-5d4f8c7b9-x answers {told}", finding.Fault.Message);
        Assert.Equal("kubectl edit service hook -n web: make targetPort the port on which the webhook serves HTTPS", finding.Fault.Fix);
    }

    [Theory]
    [InlineData("internal error", "remote error: tls: internal error")]
    [InlineData("handshake failure", "remote error: tls: handshake failure")]
    [InlineData("protocol version not supported", "remote error: tls: protocol version not supported")]
    public void An_alert_ends_the_handshake(string alert, string text)
    {
        var finding = Serving.Judge(Two, new ProbeAnswer.TlsRefused(alert), new ProbeAnswer.TlsRefused(alert)).Finding(Code);

        Assert.Equal((Severity.Error, text), (finding.Severity, finding.Fault.ApiServerText));
        Assert.Equal($"pods hook-5d4f8c7b9-x, hook-5d4f8c7b9-y answer with an alert: {alert}", finding.Fault.Message);
    }

    [Theory]
    [InlineData("TLS 1.0", true)]
    [InlineData("TLS 1.1", true)]
    [InlineData("TLS 1.2", false)]
    public void An_old_version_of_tls_is_none_for_an_api_server(string protocol, bool expected)
    {
        var old = Serving.Presents(Stored) with { Protocol = protocol };

        Assert.Equal(expected, Serving.Judge(Two, old, old).Codes.Contains(Code));
    }

    [Fact]
    public void A_server_without_its_secret_has_no_certificate_to_show() => Assert.StartsWith(
        "secret-emptied[not-tls]",
        Serving.Tree(Serving.Judge(
            Two with
            {
                Secret = secret => secret.With(json =>
                {
                    json["data"]!["tls.crt"] = string.Empty;
                    json["data"]!["tls.key"] = string.Empty;
                    json["data"]!["ca.crt"] = string.Empty;
                }),
            },
            new ProbeAnswer.TlsRefused("internal error"),
            new ProbeAnswer.TlsRefused("internal error"))),
        StringComparison.Ordinal);

    [Fact]
    public void A_pod_that_is_not_ready_may_still_be_starting() => Assert.DoesNotContain(
        Code,
        Serving.Judge(Serving.Replicas(Hook.Healthy, secondIsReady: false), Serving.Presents(Stored), new ProbeAnswer.TlsRefused("internal error")).Codes);
}
