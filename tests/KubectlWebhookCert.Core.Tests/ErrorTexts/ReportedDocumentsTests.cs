using KubectlWebhookCert.Core.ErrorTexts;

namespace KubectlWebhookCert.Core.Tests.ErrorTexts;

/// <summary>Errors in JSON, in YAML, in tables, wrapped, several at once.</summary>
public sealed class ReportedDocumentsTests
{
    private const string Unknown = "x509: certificate signed by unknown authority";

    [Theory]
    [InlineData("""{"kind":"Status","apiVersion":"v1","metadata":{},"status":"Failure","message":"Internal error occurred: failed calling webhook \"a.example.com\": failed to call webhook: Post \"https://hook.web.svc:443/admit?timeout=10s\u0026x=\": tls: failed to verify certificate: x509: certificate signed by unknown authority","reason":"InternalError","details":{"causes":[{"message":"failed calling webhook \"a.example.com\": failed to call webhook: Post \"https://hook.web.svc:443/admit?timeout=10s\u0026x=\": tls: failed to verify certificate: x509: certificate signed by unknown authority"}]},"code":500}""")]
    [InlineData("""
        {
          "kind": "Status",
          "status": "Failure",
          "message": "Internal error occurred: failed calling webhook \"a.example.com\": failed to call webhook: Post \"https://hook.web.svc:443/admit?timeout=10s\": tls: failed to verify certificate: x509: certificate signed by unknown authority",
          "reason": "InternalError",
          "code": 500
        }
        """)]
    [InlineData("""
        {"kind":"EventList","items":[
          {"kind":"Event","reason":"Scheduled","message":"Successfully assigned web/one"},
          {"kind":"Event","reason":"FailedCreate","message":"Error creating: Internal error occurred: failed calling webhook \"a.example.com\": Post \"https://hook.web.svc:443/admit?timeout=10s\": x509: certificate signed by unknown authority"}]}
        """)]
    [InlineData("""{"level":"error","ts":"2025-01-15T05:41:49Z","msg":"Reconciler error","controller":"leaderworkerset","error":"Internal error occurred: failed calling webhook \"a.example.com\": failed to call webhook: Post \"https://hook.web.svc:443/admit?timeout=10s\": tls: failed to verify certificate: x509: certificate signed by unknown authority","stacktrace":"sigs.k8s.io/controller-runtime/pkg/internal/controller.(*Controller).Reconcile\n\t/go/pkg/mod/controller.go:121"}""")]
    [InlineData("""{"log":"{\"level\":\"error\",\"error\":\"failed calling webhook \\\"a.example.com\\\": Post \\\"https://hook.web.svc:443/admit?timeout=10s\\\": x509: certificate signed by unknown authority\"}\n","stream":"stderr"}""")]
    [InlineData("""{"level":"error","error":"failed calling webhook \"a.example.com\": Post \"https://hook.web.svc:443/admit?timeout=10s\": x509: certificate signed by unknown authority","stack":"cut of""")]
    [InlineData("""2025-01-15T05:41:52Z    ERROR    Reconciler error    {"controller": "x", "error": "failed calling webhook \"a.example.com\": Post \"https://hook.web.svc:443/admit?timeout=10s\": x509: certificate signed by unknown authority"}""")]
    public void Reads_json(string text)
    {
        var error = Assert.Single(ReportedErrors.Parse(text));

        Assert.Equal(
            (ReportedForm.Admission, "a.example.com", "hook", "web", 443, Unknown),
            (error.Form, error.WebhookName, error.ServiceName, error.ServiceNamespace, error.Port, error.Tail));
    }

    [Theory]
    [InlineData("""
        apiVersion: v1
        kind: Event
        message: 'Error creating: Internal error occurred: failed calling webhook "a.example.com":
          failed to call webhook: Post "https://hook.web.svc:443/admit?timeout=10s":
          tls: failed to verify certificate: x509: certificate signed by unknown authority'
        reason: FailedCreate
        """)]
    [InlineData("""
        status:
          conditions:
          - lastTransitionTime: "2024-06-14T05:05:40Z"
            message: "Internal error occurred: failed calling webhook \"a.example.com\": failed
              to call webhook: Post \"https://hook.web.svc:443/admit?timeout=10s\": \
              x509: certificate signed by unknown authority"
            reason: Failed
        """)]
    [InlineData("""
            message: >-
              Internal error occurred: failed calling webhook "a.example.com": failed to call webhook:
              Post "https://hook.web.svc:443/admit?timeout=10s": x509: certificate signed by unknown authority
            reason: Failed
        """)]
    // kserve/kserve#1749
    [InlineData("""
        failed to create resource: Internal error occurred: failed calling
                      webhook
                      "a.example.com":
                      Post
                      "https://hook.web.svc:443/admit?timeout=30s":
                      x509: certificate signed by
                      unknown authority
        """)]
    // fluid-cloudnative/fluid#1399
    [InlineData("""
        Internal error occurred: failed calling webhook "a.example.com":
        Post "https://hook.web.svc:443/admit?timeout=30s":
        x509: certificate signed by unknown authority
        """)]
    // kubemod/kubemod#112: k9s
    [InlineData("""
        │   Warning  FailedScheduling  6s (x13 over 105s)  scheduler  failed calling webhook "a.example.com": Post "https://hook.web.svc:443/admit":   │
        │ x509: certificate signed by unknown authority                                                                                                 │
        """)]
    public void Reads_what_was_wrapped(string text)
    {
        var error = Assert.Single(ReportedErrors.Parse(text));

        Assert.Equal(
            ("a.example.com", "hook", "web", Unknown), (error.WebhookName, error.ServiceName, error.ServiceNamespace, error.Tail));
    }

    [Fact]
    public void A_quote_within_a_quoted_scalar_is_read()
    {
        var error = Assert.Single(ReportedErrors.Parse("""
              message: 'failed calling webhook "a.example.com": Post "https://10.0.0.9:443/": x509: cannot
                validate certificate for 10.0.0.9 because it doesn''t contain any IP SANs'
            """));

        Assert.Equal("x509: cannot validate certificate for 10.0.0.9 because it doesn't contain any IP SANs", error.Tail);
    }

    [Fact]
    public void Several_errors_are_told_apart_and_each_is_kept_once()
    {
        var errors = ReportedErrors.Parse("""
            I1018 20:26:55.000000       1 trace.go:116] Trace[1586755820]: "Call mutating webhook"
            E1018 20:26:55.990926       1 dispatcher.go:192] failed calling webhook "a.example.com": failed to call webhook: Post "https://hook.web.svc:443/admit?timeout=3s": tls: failed to verify certificate: x509: certificate has expired or is not yet valid: current time 2024-06-03T05:12:52Z is after 2024-06-01T09:43:35Z
            E1018 20:26:56.990926       1 dispatcher.go:192] failed calling webhook "a.example.com": failed to call webhook: Post "https://hook.web.svc:443/admit?timeout=3s": tls: failed to verify certificate: x509: certificate has expired or is not yet valid: current time 2024-06-03T05:12:53Z is after 2024-06-01T09:43:35Z
            2023/10/18 20:28:36 http: TLS handshake error from 10.1.1.12:51786: EOF
            2023/10/18 20:28:36 http: TLS handshake error from 10.1.1.12:51790: EOF
            2023/10/18 20:28:36 http: TLS handshake error from 10.1.1.11:49752: EOF
            """);

        Assert.Equal(
            [(ReportedForm.Admission, "a.example.com"), (ReportedForm.Server, "10.1.1.12:51786"), (ReportedForm.Server, "10.1.1.11:49752")],
            errors.Select(error => (error.Form, error.WebhookName ?? error.ClientAddress)));
        Assert.Contains("05:12:52Z", errors[0].Tail, StringComparison.Ordinal);
    }

    [Theory]
    // tektoncd/pipeline#3910
    [InlineData(
        "Internal error occurred: failed calling webhook \"a.example.com\": Post \"https://hook.web.svc:443/a?timeout=10s\": context "
        + "deadline exceededInternal error occurred: failed calling webhook \"b.example.com\": Post "
        + "\"https://hook.web.svc:443/b?timeout=10s\": EOF")]
    [InlineData(
        "[Internal error occurred: failed calling webhook \"a.example.com\": Post \"https://hook.web.svc:443/a?timeout=10s\": "
        + "context deadline exceeded, Internal error occurred: failed calling webhook \"b.example.com\": Post "
        + "\"https://hook.web.svc:443/b?timeout=10s\": EOF]")]
    public void Two_errors_of_one_line_are_told_apart(string text) => Assert.Equal(
        [("a.example.com", "context deadline exceeded"), ("b.example.com", "EOF")],
        ReportedErrors.Parse(text).Select(error => (error.WebhookName ?? "", error.Tail)));
}
