using KubectlWebhookCert.Core.ErrorTexts;

namespace KubectlWebhookCert.Core.Tests.ErrorTexts;

/// <summary>The same of what is no failed call.</summary>
public sealed class ErrorMeaningsTests
{
    [Theory]
    [InlineData(
        "failed calling webhook \"a.example.com\": could not get REST client: unable to load root certificates: unable to parse "
        + "bytes as PEM block",
        "ca-bundle-unreadable",
        "no PEM")]
    [InlineData(
        "failed calling webhook \"a.example.com\": could not get REST client: unable to load root certificates: no valid certificate "
        + "authority data seen",
        "ca-bundle-unreadable",
        "no certificate")]
    [InlineData(
        "failed calling webhook \"a.example.com\": could not get REST client: unable to load root certificates: failed to parse "
        + "certificate: x509: negative serial number",
        "serial-invalid",
        "a CA in the bundle")]
    [InlineData(
        "failed calling webhook \"a.example.com\": could not get REST client: unable to load root certificates: failed to parse "
        + "certificate: x509: malformed certificate",
        "ca-bundle-unreadable",
        "cannot read the CA bundle")]
    [InlineData(
        "APIService.apiregistration.k8s.io \"v1.example.com\" is invalid: spec.insecureSkipTLSVerify: Invalid value: true: may not "
        + "be true if caBundle is present",
        "verification-skipped",
        "insecureSkipTLSVerify")]
    [InlineData(
        "http: TLS handshake error from 10.0.0.1:5: remote error: tls: bad certificate",
        "ca-mismatch",
        "the client at 10.0.0.1:5 refused")]
    [InlineData("http: TLS handshake error from 10.0.0.1:5: remote error: tls: unknown certificate authority", "ca-mismatch", "refused")]
    [InlineData("http: TLS handshake error from 10.0.0.1:5: EOF", null, "harmless")]
    [InlineData("http: TLS handshake error from 10.0.0.1:5: tls: no certificates configured", "secret-missing", "no certificate to show")]
    [InlineData("http: TLS handshake error from 10.0.0.1:5: no certificate available", "secret-missing", "no certificate to show")]
    [InlineData("http: TLS handshake error from 10.0.0.1:5: tls: first record does not look like a TLS handshake", null, "plain HTTP")]
    [InlineData(
        "http: TLS handshake error from 10.0.0.1:5: tls: no cipher suite supported by both client and server",
        "key-unusable",
        "in common")]
    [InlineData(
        "Operation cannot be fulfilled on mutatingwebhookconfigurations.admissionregistration.k8s.io \"hook\": the object has been "
        + "modified; please apply your changes to the latest version and try again",
        "owner-conflict",
        "two writers")]
    [InlineData(
        "failed to sync webhook secret: failed to parse CA private key: x509: failed to parse private key (use ParsePKCS8PrivateKey "
        + "instead for this key format)",
        "key-unreadable",
        "PKCS#8")]
    [InlineData("{\"msg\":\"secret is not well-formed, cannot update webhook configurations\"}", "secret-emptied", "stops injecting")]
    [InlineData("unable to load certificate: tls: private key does not match public key", "key-mismatch", "replaced alone")]
    [InlineData("tls: failed to find any PEM data in certificate input", "secret-emptied", "empty or no PEM")]
    [InlineData("open /etc/webhook/certs/tls.key: no such file or directory", "secret-not-mounted", "not where the program looks")]
    [InlineData("MountVolume.SetUp failed for volume \"certs\" : secret \"hook-certs\" not found", "secret-missing", "cannot start")]
    [InlineData("v1.example.com   web/hook   False (FailedDiscoveryCheck)   27s", "no-ready-endpoints", "its APIService's condition says")]
    [InlineData("v1.example.com   web/hook   False (MissingEndpoints)   27s", "no-ready-endpoints", "no pod that is ready")]
    [InlineData("service/hook in \"web\" is not present", "service-missing", "Service web/hook does not exist")]
    [InlineData("service/hook in \"web\" is not listening on port 443", "service-port-missing", "no port 443")]
    [InlineData(
        "endpoints for service/hook in \"web\" have no addresses with port name \"https\"",
        "no-ready-endpoints",
        "no pod that is ready")]
    public void Every_other_error_has_a_meaning(string text, string? code, string words)
    {
        var meaning = Meaning(text);

        Assert.Equal(code, Likeliest(meaning));
        Assert.Contains(words, meaning.Means, StringComparison.Ordinal);
    }

    [Fact]
    public void What_says_nothing_of_certificates_or_connections_has_no_meaning() => Assert.Null(
        ErrorMeanings.Of(Assert.Single(ReportedErrors.Parse(
            "failed calling webhook \"a.example.com\": converting (v1beta1.AdmissionReview) to (v1.AdmissionReview): unknown "
            + "conversion"))));

    private static string? Likeliest(ErrorMeaning meaning) => meaning.Codes is [var first, ..] ? first : null;

    private static ErrorMeaning Meaning(string text)
    {
        var meaning = ErrorMeanings.Of(Assert.Single(ReportedErrors.Parse(text)));
        Assert.NotNull(meaning);
        return meaning;
    }
}
