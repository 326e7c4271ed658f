namespace KubectlWebhookCert.Core.ErrorTexts;

/// <summary>What operators say of the certificates they keep.</summary>
internal static class OperatorTexts
{
    public static readonly ValueList<KnownText> All =
    [
        new("the object has been modified", Conflict),
        new("secret is not well-formed", NotWellFormed),
        new("Secret is not well-formed", NotWellFormed),
        new("use ParsePKCS8PrivateKey instead", error => Encoding(error, "PKCS#8 (BEGIN PRIVATE KEY)", "PKCS#1 (BEGIN RSA PRIVATE KEY)")),
        new("use ParseECPrivateKey instead", error => Encoding(
            error,
            "an elliptic curve key (BEGIN EC PRIVATE KEY)",
            "an RSA key in PKCS#1 (BEGIN RSA PRIVATE KEY)")),
        new("use ParsePKCS1PrivateKey instead", error => Encoding(error, "PKCS#1 (BEGIN RSA PRIVATE KEY)", "PKCS#8 (BEGIN PRIVATE KEY)")),
        new("failed to parse CA private key", Unreadable),
        new("rror parsing PKCS1 private key", Unreadable),
        new("failed to parse private key", Unreadable),
        new("failed to parse CA certificate", error => Unloaded(
            error,
            "the CA certificate in the Secret cannot be read",
            ["certificate-unreadable", "secret-emptied"])),
        new("private key does not match public key", OtherKey),
        new("private key type does not match public key type", OtherKey),
        new("tls: failed to find", error => Unloaded(
            error,
            "the certificate or the key in the Secret is empty or no PEM, or the two are switched",
            ["secret-emptied", "certificate-unreadable", "key-unreadable"])),
        new("tls: found a certificate rather than a key", error => Unloaded(
            error, "where the key should be stands a certificate: the two are switched", ["key-unreadable", "certificate-unreadable"])),
        new("no such file or directory", error => Unloaded(
            error,
            "the pod's certificate is not where the program looks for it: the Secret lacks the key of that name, or is not mounted there",
            ["secret-not-mounted", "secret-missing", "secret-emptied"])),
    ];

    /// <summary>An event: the pod cannot start without the Secret.</summary>
    public static ErrorMeaning NotMounted(ReportedError error) => new(
        "a pod cannot start, because the Secret that it mounts does not exist",
        ["secret-missing"],
        [Advice.Inspect(error), "see what should make the Secret: a Certificate of cert-manager, a Job of the chart, the operator itself"],
        ["mend what makes the Secret, and the pod starts by itself", Advice.Rotate(error, "or make it now")]);

    private static ErrorMeaning Conflict(ReportedError error) => new(
        "somebody else wrote the object between reading and writing it; once is harmless, again and again means that two writers undo "
        + "each other's CA bundle",
        ["owner-conflict", "gitops-overwrites"],
        [Advice.Inspect(error, "see who writes the CA bundle and who keeps the object")],
        [
            "leave the CA bundle to one of them: take the field out of the manifest, or tell the GitOps tool to ignore it",
            "run one such operator, in one version",
        ]);

    private static ErrorMeaning NotWellFormed(ReportedError error) => new(
        "the operator does not find in its Secret what it needs (CA, CA key, certificate, key), and stops injecting the CA; right after "
        + "an installation this passes",
        ["secret-emptied", "secret-missing", "key-unreadable", "certificate-unreadable"],
        [
            Advice.Inspect(error, "see which keys the Secret has"),
            "cert-controller wants ca.crt, ca.key, tls.crt and tls.key, the keys in PKCS#1 (BEGIN RSA PRIVATE KEY)",
        ],
        ["empty the data of the Secret, so that the operator makes all of it anew", "keep GitOps and Helm from writing the Secret's data"]);

    private static ErrorMeaning Encoding(ReportedError error, string found, string wanted) => Unloaded(
        error, $"the private key in the Secret is {found}, and the program reads {wanted} only", ["key-unreadable"]);

    private static ErrorMeaning Unreadable(ReportedError error) => Unloaded(
        error,
        "the program cannot read the private key in its Secret: encrypted, damaged, or in another encoding than it wants",
        ["key-unreadable"]);

    private static ErrorMeaning OtherKey(ReportedError error) => Unloaded(
        error,
        "the private key in the Secret is not that of the certificate beside it: one of the two was replaced alone",
        ["key-mismatch"]);

    private static ErrorMeaning Unloaded(ReportedError error, string means, ValueList<string> codes) => new(
        means,
        codes,
        [
            Advice.Inspect(error, "see what the Secret holds and in which encoding"),
            "read the log of the webhook's pods for the name of the Secret or of the file",
        ],
        [Advice.Rotate(error, "issue certificate and key anew, in the encoding that their owner reads")]);
}
