namespace KubectlWebhookCert.Core.ErrorTexts;

/// <summary>The CA bundle cannot be used at all.</summary>
internal static class BundleTexts
{
    public static readonly ValueList<KnownText> All =
    [
        new("unable to parse bytes as PEM block", NoPem),
        new("no valid certificate authority data seen", NoCertificate),
        new("unable to load root certificates", Unreadable),
        new("may not be true if caBundle is present", Skipped),
    ];

    private static ErrorMeaning NoPem(ReportedError error) => new(
        "the CA bundle holds no PEM: a placeholder (Cg== is an empty line), base64 twice, DER, or two blocks on one line",
        ["ca-bundle-unreadable", "gitops-overwrites", "helm-regenerates"],
        [
            Advice.Inspect(error, "see what the bundle holds"),
            "caBundle is base64 of PEM: once decoded it begins with -----BEGIN CERTIFICATE-----",
        ],
        [
            "put the CA in as PEM, or let its owner inject it",
            "where a manifest or a chart sets a placeholder, leave the field out of it: it takes the injected CA away at each apply",
        ]);

    private static ErrorMeaning NoCertificate(ReportedError error) => new(
        "the CA bundle is PEM but holds no certificate: a private key, a certificate request, or blocks named TRUSTED CERTIFICATE",
        ["ca-bundle-unreadable", "private-key-exposed"],
        [Advice.Inspect(error, "see what the bundle holds")],
        [
            "put the CA's certificate in, in blocks named CERTIFICATE",
            Advice.Rotate(error, "where a private key stood in the bundle everybody could read it: make a new one"),
        ]);

    private static ErrorMeaning Unreadable(ReportedError error) => error.Tail.Contains("negative serial number", StringComparison.Ordinal)
        ? new(
            "a CA in the bundle has a negative serial number, which Go has refused since 1.23",
            ["serial-invalid", "ca-bundle-unreadable"],
            [Advice.Inspect(error)],
            [Advice.Rotate(error, "make the CA anew")])
        : new(
            "the API server cannot read the CA bundle",
            ["ca-bundle-unreadable"],
            [Advice.Inspect(error, "see what the bundle holds")],
            ["put the CA in as PEM, or let its owner inject it"]);

    private static ErrorMeaning Skipped(ReportedError error) => new(
        "the APIService has insecureSkipTLSVerify: true, and so may not have a CA bundle",
        ["verification-skipped"],
        [Advice.Inspect(error)],
        ["set insecureSkipTLSVerify to false and the CA bundle in one and the same write"]);
}
