namespace KubectlWebhookCert.Core.ErrorTexts;

/// <summary>A certificate whose key, signature or encoding the API server does not take.</summary>
internal static class KeyTexts
{
    public static readonly ValueList<KnownText> All =
    [
        new("insecure algorithm", error => Weak(error, "a certificate of the chain")),
        new("negative serial number", error => Malformed(
            error,
            "its serial number is negative, which Go has refused since 1.23",
            "serial-invalid")),
        new("failed to parse certificate from server", error => Malformed(error, "it cannot be read", "certificate-unreadable")),
        new("-bit keys are insecure", Short),
        new("containing RSA key larger than", error => Unusable(error, "its RSA key is longer than 8192 bits")),
        new("unsupported type of public key", error => Unusable(error, "its key is of a kind that the API server does not know")),
        new("tls: handshake failure", error => Unusable(
            error,
            "its key may be of a kind that no client takes (P-224, DSA), or client and server have no cipher in common")),
    ];

    public static ErrorMeaning Weak(ReportedError error, string which) => new(
        $"{which} is signed with SHA-1 or MD5, which API servers since Kubernetes 1.24 refuse",
        ["weak-signature"],
        [Advice.Inspect(error), "the metric apiserver_webhooks_x509_insecure_sha1_total counts such calls"],
        [
            Advice.Rotate(error, "issue it anew, signed with SHA-256"),
            "GODEBUG=x509sha1=1 was a way out on API servers built with Go before 1.24 only",
        ]);

    private static ErrorMeaning Malformed(ReportedError error, string why, string code) => new(
        $"the API server refuses to read a certificate that {Advice.Called(error)} served: {why}",
        [code],
        [Advice.Inspect(error)],
        [Advice.Rotate(error, "issue the certificate anew")]);

    public static ErrorMeaning Short(ReportedError error) => new(
        "a certificate of the chain has an RSA key shorter than 1024 bits, which newer API servers refuse",
        ["weak-key"],
        [Advice.Inspect(error)],
        [Advice.Rotate(error, "issue it anew, with at least 2048 bits")]);

    private static ErrorMeaning Unusable(ReportedError error, string why) => new(
        $"no handshake can be made with the certificate of {Advice.Called(error)}: {why}",
        ["key-unusable"],
        [Advice.Inspect(error, "see the kind of key")],
        [Advice.Rotate(error, "issue the certificate anew, with a P-256 or an RSA key of 2048 to 4096 bits")]);
}
