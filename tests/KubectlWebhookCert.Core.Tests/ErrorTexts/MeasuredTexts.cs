namespace KubectlWebhookCert.Core.Tests.ErrorTexts;

/// <summary>What API servers 1.20.2 and 1.36.2 were measured to say, as the tests with a real API server hold it, and what our verifier may.</summary>
internal static class MeasuredTexts
{
    private const string Name = "hook.default.svc";
    private const string Unknown = "x509: certificate signed by unknown authority";
    private const string CannotLoad = "could not get REST client: unable to load root certificates: ";

    private static readonly string[] Certificates =
    [
        $"x509: certificate is valid for old.default.svc, not {Name}",
        $"x509: certificate is valid for hook, not {Name}",
        $"x509: certificate is valid for hook.default, not {Name}",
        $"x509: certificate is valid for hook.default.svc.cluster.local, not {Name}",
        $"x509: certificate is valid for *.svc, not {Name}",
        $"x509: certificate is valid for ho*.default.svc, not {Name}",
        $"x509: certificate is valid for hook.*.svc, not {Name}",
        $"x509: certificate is valid for {Name}., not {Name}",
        $"x509: certificate is valid for old.default.svc, hook, not {Name}",
        $"x509: certificate is not valid for any names, but wanted to match {Name}",
        "x509: certificate relies on legacy Common Name field, use SANs instead",
        "x509: certificate is valid for 127.0.0.2, not 127.0.0.1",
        "x509: cannot validate certificate for 127.0.0.1 because it doesn't contain any IP SANs",
        Unknown,
        Because("x509: ECDSA verification failure"),
        Because("crypto/rsa: verification error"),
        Because("x509: invalid signature: parent certificate cannot sign this kind of certificate"),
        Because("x509: cannot verify signature: insecure algorithm SHA1-RSA (temporarily override with GODEBUG=x509sha1=1)"),
        Because("x509: cannot verify signature: insecure algorithm SHA1-RSA"),
        "x509: certificate has expired or is not yet valid: current time 2026-10-01T10:00:00Z is after 2021-01-01T00:00:00Z",
        "x509: certificate has expired or is not yet valid: current time 2026-10-01T10:00:00Z is before 2090-01-01T00:00:00Z",
        "x509: certificate specifies an incompatible key usage",
        "x509: unhandled critical extension",
        $"x509: a root or intermediate certificate is not authorized to sign for this name: DNS name \"{Name}\" is not permitted by "
        + "any constraint",
        "x509: too many intermediates for path length constraint",
    ];

    private static readonly string[] Others =
    [
        "tls: failed to parse certificate from server: x509: negative serial number",
        "tls: failed to parse certificate from server: x509: malformed certificate",
        "tls: server sent certificate containing RSA key larger than 8192 bits",
        "tls: server's certificate contains an unsupported type of public key: *dsa.PublicKey",
        "tls: received empty certificates message",
        "x509: unknown error",
        "x509: cannot parse dnsName \"a..b\"",
        "x509: no valid chains built: 1 candidate with invalid policies",
        "remote error: tls: handshake failure",
        CannotLoad + "failed to parse certificate: x509: negative serial number",
        CannotLoad + "unable to parse bytes as PEM block",
        CannotLoad + "no valid certificate authority data seen",
        "remote error: tls: protocol version not supported",
        "remote error: tls: bad certificate",
        "remote error: tls: certificate required",
        "EOF",
        "http: server gave HTTP response to HTTPS client",
        "tls: first record does not look like a TLS handshake",
        "context deadline exceeded",
        "dial tcp 10.0.0.9:443: connect: connection refused",
        "service \"hook\" not found",
        "no service port 8443 found for service \"hook\"",
        "cannot route to service with ClusterIP \"None\"",
    ];

    public static IReadOnlyList<string> All { get; } =
        [.. Certificates, .. Certificates.Select(text => $"tls: failed to verify certificate: {text}"), .. Others];

    private static string Because(string why) =>
        $"{Unknown} (possibly because of \"{why}\" while trying to verify candidate authority certificate \"webhook CA\")";
}
