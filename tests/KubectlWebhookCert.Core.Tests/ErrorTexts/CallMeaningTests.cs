using KubectlWebhookCert.Core.ErrorTexts;

namespace KubectlWebhookCert.Core.Tests.ErrorTexts;

/// <summary>Each cause of a failed call: the likeliest finding, and words that only the right meaning has.</summary>
public sealed class CallMeaningTests
{
    private const string Call =
        "Internal error occurred: failed calling webhook \"a.example.com\": failed to call webhook: Post "
        + "\"https://hook.web.svc:443/admit?timeout=10s\": ";
    private const string OldCall =
        "Internal error occurred: failed calling webhook \"a.example.com\": Post https://hook.web.svc:443/admit?timeout=10s: ";
    private const string Unknown = "x509: certificate signed by unknown authority";
    private const string Candidate = "while trying to verify candidate authority certificate ";

    [Theory]
    [InlineData(Unknown, "ca-mismatch", "no certificate of the name that issued")]
    [InlineData(
        Unknown + " (possibly because of \"crypto/rsa: verification error\" " + Candidate + "\"aws-load-balancer-controller-ca\")",
        "ca-same-name-other-key",
        "\"aws-load-balancer-controller-ca\", with another key")]
    [InlineData(
        Unknown + " (possibly because of \"x509: ECDSA verification failure\" " + Candidate + "\"Agent Inject CA\")",
        "ca-same-name-other-key",
        "\"Agent Inject CA\", with another key")]
    [InlineData(
        Unknown + " (possibly because of \"x509: Ed25519 verification failure\" " + Candidate + "\"a \\\"b\\\" (c)\")",
        "ca-same-name-other-key",
        "(c)\", with another key")]
    [InlineData(
        Unknown
        + " (possibly because of \"x509: invalid signature: parent certificate cannot sign this kind of certificate\" "
        + Candidate
        + "\"serial:56726364899828905982415242427572306586\")",
        "ca-not-authorized",
        "\"serial:56726364899828905982415242427572306586\", which may not sign")]
    [InlineData(
        Unknown
        + " (possibly because of \"x509: cannot verify signature: insecure algorithm SHA1-RSA (temporarily override with "
        + "GODEBUG=x509sha1=1)\" "
        + Candidate
        + "\"simple-kubernetes-webhook\")",
        "weak-signature",
        "under \"simple-kubernetes-webhook\"")]
    [InlineData(
        Unknown + " (possibly because of \"x509: cannot verify signature: insecure algorithm SHA1-RSA\" " + Candidate + "\"webhook CA\")",
        "weak-signature",
        "under \"webhook CA\"")]
    [InlineData(
        Unknown
        + " (possibly because of \"crypto/rsa: 512-bit keys are insecure (see https://go.dev/pkg/crypto/rsa#hdr-Minimum_key_size)\" "
        + Candidate
        + "\"webhook CA\")",
        "weak-key",
        "shorter than 1024")]
    [InlineData(
        Unknown
        + " (possibly because of \"x509: certificate has expired or is not yet valid: current time 2024-06-03T05:12:52Z is after "
        + "2024-06-01T09:43:35Z\" "
        + Candidate
        + "\"webhook CA\")",
        "ca-expired",
        "\"webhook CA\", is out of date")]
    [InlineData(
        Unknown + " (possibly because of \"x509: something new\" " + Candidate + "\"webhook CA\")",
        "ca-mismatch",
        "\"webhook CA\" was tried and refused: x509: something new")]
    [InlineData(
        "x509: certificate has expired or is not yet valid: current time 2024-06-03T05:12:52Z is after 2024-06-01T09:43:35Z",
        "leaf-expired",
        "until 2024-06-01T09:43:35Z, and the API server's clock showed 2024-06-03T05:12:52Z")]
    [InlineData(
        "x509: certificate has expired or is not yet valid: current time 2024-06-13T13:07:43Z is before 2024-06-14T05:05:40Z",
        "leaf-not-yet-valid",
        "from 2024-06-14T05:05:40Z on")]
    [InlineData("x509: certificate has expired or is not yet valid", "leaf-expired", "has expired or is not valid yet")]
    [InlineData(
        "x509: certificate is not valid for any names, but wanted to match gensc.nsaux-cs.svc",
        "san-missing",
        "asked for gensc.nsaux-cs.svc")]
    [InlineData("x509: certificate relies on legacy Common Name field, use SANs instead", "san-missing", "common name (CN) only")]
    [InlineData(
        "x509: certificate relies on legacy Common Name field, use SANs or temporarily enable Common Name matching with "
        + "GODEBUG=x509ignoreCN=0",
        "san-missing",
        "common name (CN) only")]
    [InlineData(
        "x509: cannot validate certificate for 10.0.0.9 because it doesn't contain any IP SANs",
        "san-mismatch",
        "by an IP address")]
    [InlineData("x509: certificate specifies an incompatible key usage", "eku-missing", "server authentication")]
    [InlineData("x509: a root or intermediate certificate is not authorized for an extended key usage: ", "eku-missing", "a CA above")]
    [InlineData("x509: certificate is not authorized to sign other certificates", "ca-not-authorized", "no CA itself")]
    [InlineData("x509: too many intermediates for path length constraint", "ca-not-authorized", "path length")]
    [InlineData(
        "x509: a root or intermediate certificate is not authorized to sign for this name: DNS name \"hook.web.svc\" is not "
        + "permitted by any constraint",
        "ca-not-authorized",
        "DNS name \"hook.web.svc\" is not permitted")]
    [InlineData("x509: signature check attempts limit reached while verifying certificate chain", "chain-rejected", "hundred signatures")]
    [InlineData("x509: unhandled critical extension", "critical-extension", "marked critical")]
    [InlineData("x509: no valid chains built: 1 candidate with invalid policies", "chain-rejected", "invalid policies")]
    [InlineData(
        "x509: failed to load system roots and no roots provided; open /etc/ssl/certs: permission denied",
        "ca-bundle-empty",
        "roots of its own machine")]
    [InlineData("tls: failed to parse certificate from server: x509: negative serial number", "serial-invalid", "negative")]
    [InlineData("tls: failed to parse certificate from server: x509: malformed certificate", "certificate-unreadable", "refuses to read")]
    [InlineData("tls: server sent certificate containing RSA key larger than 8192 bits", "key-unusable", "8192")]
    [InlineData("remote error: tls: handshake failure", "key-unusable", "P-224")]
    [InlineData("no endpoints available for service \"hook\"", "no-ready-endpoints", "Service web/hook has no pod that is ready")]
    [InlineData("service \"hook\" not found", "service-missing", "Service web/hook does not exist")]
    [InlineData("no service port 443 found for service \"hook\"", "service-port-missing", "no port 443")]
    [InlineData("cannot route to service with ClusterIP \"None\"", "service-headless", "headless")]
    [InlineData("dial tcp 10.104.113.141:443: connect: connection refused", "target-port-missing", "nothing listens")]
    [InlineData("dial tcp 10.3.146.3:9090: i/o timeout", "endpoint-unreachable", "firewall")]
    [InlineData("context deadline exceeded", "endpoint-unreachable", "firewall")]
    [InlineData("context deadline exceeded (Client.Timeout exceeded while awaiting headers)", "endpoint-unreachable", "firewall")]
    [InlineData(
        "net/http: request canceled while waiting for connection (Client.Timeout exceeded while awaiting headers)",
        "endpoint-unreachable",
        "firewall")]
    [InlineData("dial tcp: lookup hook.example.com on 10.96.0.10:53: no such host", "url-and-service-risk", "name service")]
    [InlineData("net/http: TLS handshake timeout", "target-port-missing", "made no handshake")]
    [InlineData("Address is not allowed", null, "EKS")]
    [InlineData("EOF", "no-ready-endpoints", "closed before an answer")]
    [InlineData("read unix @->/socket/konnectivity: read: connection reset by peer", "no-ready-endpoints", "closed before an answer")]
    [InlineData(
        "proxy error from localhost:9443 while dialing 10.244.0.7:9443, code 502: 502 Bad Gateway",
        "no-ready-endpoints",
        "closed before an answer")]
    [InlineData("remote error: tls: internal error", "secret-missing", "no certificate to show")]
    [InlineData("remote error: tls: bad certificate", "client-certificate-demanded", "demands a client certificate")]
    [InlineData("remote error: tls: certificate required", "client-certificate-demanded", "demands a client certificate")]
    [InlineData("remote error: tls: protocol version not supported", "not-tls", "TLS 1.2")]
    [InlineData("tls: first record does not look like a TLS handshake", "target-port-missing", "without TLS")]
    [InlineData("http: server gave HTTP response to HTTPS client", "target-port-missing", "without TLS")]
    [InlineData("Service Unavailable", "no-ready-endpoints", "503")]
    [InlineData("the server is currently unable to handle the request", "no-ready-endpoints", "503")]
    [InlineData("the server could not find the requested resource", "selector-too-broad", "404")]
    public void A_call_that_failed_has_a_meaning(string cause, string? code, string words)
    {
        var prefix = cause.StartsWith("x509", StringComparison.Ordinal) ? "tls: failed to verify certificate: " : "";
        var newer = Meaning(Call + prefix + cause);
        var older = Meaning(OldCall + cause);

        Assert.Equal(newer, older);
        Assert.Equal(code, Likeliest(newer));
        Assert.Contains(words, newer.Means, StringComparison.Ordinal);
    }

    private static string? Likeliest(ErrorMeaning meaning) => meaning.Codes is [var first, ..] ? first : null;

    private static ErrorMeaning Meaning(string text)
    {
        var meaning = ErrorMeanings.Of(Assert.Single(ReportedErrors.Parse(text)));
        Assert.NotNull(meaning);
        return meaning;
    }
}
