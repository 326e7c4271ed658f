using KubectlWebhookCert.Core.ErrorTexts;

namespace KubectlWebhookCert.Core.Tests.ErrorTexts;

/// <summary>Checks and fixes: the commands name what the error names, and the codes are those of findings.</summary>
public sealed class ErrorAdviceTests
{
    /// <summary>The codes of all findings that rules can report.</summary>
    private static readonly HashSet<string> Known =
    [
        "leaf-expired", "leaf-not-yet-valid", "leaf-expires-soon", "san-mismatch", "san-missing", "eku-missing", "weak-signature",
        "weak-key", "key-mismatch", "key-unreadable", "key-unusable", "chain-incomplete", "certificate-unreadable", "serial-invalid",
        "critical-extension", "intermediate-expired", "chain-rejected", "ca-bundle-empty", "ca-bundle-unreadable", "ca-mismatch",
        "ca-same-name-other-key", "ca-expired", "ca-not-yet-valid", "ca-expires-soon", "ca-not-authorized", "ca-bundle-stale-entries",
        "ca-bundles-differ", "private-key-exposed", "secret-missing", "secret-emptied", "secret-ambiguous", "secret-not-mounted",
        "secret-mounted-subpath", "secret-immutable", "gitops-overwrites", "helm-regenerates", "owner-conflict", "service-missing",
        "service-port-missing", "service-headless", "no-ready-endpoints", "selector-too-broad", "target-port-missing",
        "webhook-blocks-itself", "failures-hidden", "configuration-shared", "duplicate-webhooks", "timeout-too-long",
        "url-and-service-risk", "verification-skipped", "trust-missing-ca", "trust-stale-ca", "kubeconfig-client-expired",
        "pod-serves-old-certificate", "replicas-disagree", "served-untrusted", "served-wrong-name", "endpoint-unreachable", "not-tls",
        "client-certificate-demanded",
    ];

    public static TheoryData<string> Texts => [.. MeasuredTexts.All];

    [Theory]
    [MemberData(nameof(Texts))]
    public void Whatever_a_real_api_server_said_has_a_meaning_with_known_codes(string cause)
    {
        var text =
            "Internal error occurred: failed calling webhook \"guard.webhook-cert.test\": Post "
            + $"\"https://hook.default.svc:443/admit?timeout=20s\": {cause}";
        var error = Assert.Single(ReportedErrors.Parse(text));

        var meaning = ErrorMeanings.Of(error);

        Assert.NotNull(meaning);
        Assert.Equal(cause.Replace("tls: failed to verify certificate: ", "", StringComparison.Ordinal), error.Tail);
        Assert.NotEmpty(meaning.Checks);
        Assert.NotEmpty(meaning.Fixes);
        Assert.All(meaning.Codes, code => Assert.Contains(code, Known));
        Assert.All(
            [meaning.Means, .. meaning.Checks, .. meaning.Fixes],
            line => Assert.False(line.EndsWith('.') || line.Contains("  ", StringComparison.Ordinal), line));
    }

    [Fact]
    public void Every_entry_names_known_codes_only_and_none_twice()
    {
        KnownText[] entries =
        [
            .. BundleTexts.All, .. TrustTexts.All, .. NameTexts.All, .. ValidityTexts.All, .. ChainTexts.All, .. KeyTexts.All,
            .. OperatorTexts.All, .. ServiceTexts.All, .. ProtocolTexts.All, .. ConnectionTexts.All, .. ServerTexts.All,
        ];

        foreach (var form in Enum.GetValues<ReportedForm>())
        {
            foreach (var entry in entries)
            {
                var meaning = entry.Meaning(new ReportedError(form, entry.Text, ""));

                Assert.All(meaning.Codes, code => Assert.Contains(code, Known));
                Assert.Distinct(meaning.Codes);
                Assert.NotEmpty(meaning.Checks);
                Assert.NotEmpty(meaning.Fixes);
            }
        }
    }

    [Theory]
    [InlineData(
        "failed calling webhook \"a.example.com\": Post \"https://hook.web.svc:443/\": x509: certificate signed by unknown authority",
        "kubectl webhook-cert inspect a.example.com")]
    [InlineData(
        "conversion webhook for a/v1, Kind=B failed: Post \"https://hook.web.svc:443/\": x509: certificate signed by unknown authority",
        "kubectl webhook-cert inspect service/hook -n web")]
    [InlineData(
        "failing or missing response from https://10.0.0.1:443/apis/a.b/v1: Get \"https://10.0.0.1:443/apis/a.b/v1\": x509: "
        + "certificate signed by unknown authority",
        "kubectl webhook-cert inspect apiservice/v1.a.b")]
    [InlineData(
        "Operation cannot be fulfilled on validatingwebhookconfigurations.admissionregistration.k8s.io \"hook\": the object has been "
        + "modified",
        "kubectl webhook-cert inspect vwc/hook")]
    [InlineData(
        "Operation cannot be fulfilled on secrets \"hook-cert\": the object has been modified",
        "kubectl webhook-cert inspect secret/hook-cert -n NAMESPACE")]
    [InlineData(
        "no endpoints available for service \"hook\"",
        "kubectl get endpointslices -n NAMESPACE -l kubernetes.io/service-name=hook")]
    [InlineData("x509: certificate signed by unknown authority", "kubectl webhook-cert inspect")]
    public void A_command_names_what_the_error_names(string text, string command)
    {
        var meaning = ErrorMeanings.Of(Assert.Single(ReportedErrors.Parse(text)))!;

        Assert.Contains(meaning.Checks, check => check.EndsWith($": {command}", StringComparison.Ordinal));
    }
}
