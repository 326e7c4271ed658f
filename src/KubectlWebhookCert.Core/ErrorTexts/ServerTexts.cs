namespace KubectlWebhookCert.Core.ErrorTexts;

/// <summary>What a webhook's server says of a handshake that failed: the other side of what the API server says.</summary>
internal static class ServerTexts
{
    public static readonly ValueList<KnownText> All =
    [
        new("tls: bad certificate", Refused),
        new("tls: unknown certificate", Refused),
        new("tls: expired certificate", Refused),
        new("tls: certificate expired", Refused),
        new("tls: unsupported certificate", Refused),
        new("no certificate available", NoCertificate),
        new("no certificates configured", NoCertificate),
        new("tls: unknown certificate authority", Refused),
        new("client didn't provide a certificate", NoClientCertificate),
        new("first record does not look like a TLS handshake", Plain),
        new("client sent an HTTP request to an HTTPS server", Plain),
        new("no cipher suite supported by both client and server", NoCommon),
        new("unsupported versions", NoCommon),
        new("EOF", HungUp),
        new("connection reset by peer", HungUp),
        new("i/o timeout", HungUp),
        new("broken pipe", HungUp),
    ];

    private static ErrorMeaning Refused(ReportedError error) => new(
        $"{Client(error)} refused the certificate that this pod serves; why, only the client says: its CA bundle, the name, or the dates",
        [
            "ca-mismatch", "ca-same-name-other-key", "ca-bundle-empty", "san-mismatch", "leaf-expired", "ca-expired", "san-missing",
            "pod-serves-old-certificate", "replicas-disagree", "served-untrusted", "served-wrong-name",
        ],
        [
            "where the client is an API server, its log or the refused request has the reason: look for \"failed calling webhook\"",
            Advice.Validate(error),
            "it may as well be Prometheus or a probe that verifies certificates: compare the address with those of the API servers",
        ],
        [
            "give the client's message to kubectl webhook-cert why",
            Advice.Restart(error, "where the Secret is newer than the pod, restart it"),
        ]);

    private static ErrorMeaning NoCertificate(ReportedError error) => new(
        "this pod has no certificate to show: it is not issued yet, not mounted, or could not be loaded",
        ["secret-missing", "secret-emptied", "secret-not-mounted", "key-mismatch", "key-unreadable"],
        [Advice.Inspect(error, "see whether the Secret holds a certificate and its key"), "read the first lines of the pod's log"],
        ["mend what issues the certificate", Advice.Rotate(error, "or issue it now")]);

    private static ErrorMeaning NoClientCertificate(ReportedError error) => new(
        $"this pod demands a client certificate, and {Client(error)} has none; an API server has one only if it was set up so",
        ["client-certificate-demanded"],
        ["see what the server is set up to demand"],
        ["let the webhook not demand a client certificate, or give the API server one"]);

    private static ErrorMeaning Plain(ReportedError error) => new(
        $"{Client(error)} spoke plain HTTP to a port that speaks TLS: most often a probe with scheme HTTP, or metrics asked for on the "
        + "wrong port",
        [],
        ["compare the address with those of the nodes and of Prometheus; look at the probes of the pod"],
        ["set scheme: HTTPS in the probe, or ask another port"]);

    private static ErrorMeaning NoCommon(ReportedError error) => new(
        $"{Client(error)} and this pod have no TLS version or cipher in common; with a key of an uncommon kind (P-224) there is none",
        ["key-unusable"],
        [Advice.Inspect(error, "see the kind of key")],
        [Advice.Rotate(error, "issue the certificate with a P-256 or RSA key"), "else allow TLS 1.2 and 1.3"]);

    private static ErrorMeaning HungUp(ReportedError error) => new(
        $"{Client(error)} hung up during the handshake; alone this is harmless: a probe of a load balancer, or an API server that closed "
        + "a connection it did not need",
        [],
        ["only where requests fail at the same time: read what the API server says (\"failed calling webhook\")", Advice.Validate(error)],
        ["nothing, as long as no request fails"]);

    private static string Client(ReportedError error) => error.ClientAddress is { } address ? $"the client at {address}" : "the client";
}
