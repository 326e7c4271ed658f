namespace KubectlWebhookCert.Core.ErrorTexts;

/// <summary>Somebody answered, and the handshake failed before a certificate was judged.</summary>
internal static class ProtocolTexts
{
    public static readonly ValueList<KnownText> All =
    [
        new("tls: internal error", NoCertificate),
        new("no certificates configured", NoCertificate),
        new("no certificate available", NoCertificate),
        new("received empty certificates message", NoCertificate),
        new("tls: unrecognized name", NoCertificate),
        new("tls: bad certificate", ClientCertificate),
        new("certificate required", ClientCertificate),
        new("protocol version not supported", OldProtocol),
        new("server selected unsupported protocol version", OldProtocol),
        new("first record does not look like a TLS handshake", Plain),
        new("server gave HTTP response to HTTPS client", Plain),
        new("TLS handshake timeout", Silent),
    ];

    private static ErrorMeaning NoCertificate(ReportedError error) => new(
        $"{Advice.Called(error)} answered but has no certificate to show: it is not issued yet, not mounted, or could not be loaded",
        ["secret-missing", "secret-emptied", "secret-not-mounted", "key-mismatch", "key-unreadable", "not-tls"],
        [
            Advice.Inspect(error, "see whether the Secret holds a certificate and its key, and whether the pods mount it"),
            "read the log of the webhook's pods",
        ],
        [
            "wait for, or mend, what issues the certificate (a certificate request that nobody approved, an issuer that is not ready)",
            Advice.Rotate(error, "or issue it now"),
        ]);

    private static ErrorMeaning ClientCertificate(ReportedError error) => new(
        $"{Advice.Called(error)} demands a client certificate, and the API server has none for it or another than it takes; the "
        + "certificate of the webhook is not the matter",
        ["client-certificate-demanded"],
        [
            "see what the server is set up to demand",
            "see whether the API server has an --admission-control-config-file with a kubeconfig for it",
        ],
        ["let the webhook not demand a client certificate, or give the API server one"]);

    private static ErrorMeaning OldProtocol(ReportedError error) => new(
        $"{Advice.Called(error)} speaks no TLS version that the API server speaks: it wants TLS 1.2 at least",
        ["not-tls"],
        ["see which TLS versions the webhook's server is set up for"],
        ["allow TLS 1.2 or 1.3 there, or upgrade it"]);

    private static ErrorMeaning Plain(ReportedError error) => new(
        $"{Advice.Called(error)} answered without TLS: another port or program than the webhook's, or a webhook that serves plain HTTP",
        ["target-port-missing", "selector-too-broad", "not-tls"],
        [Advice.Service(error, "see which port of the pods the Service leads to"), Advice.Endpoints(error, "see which pods answer")],
        ["make targetPort the port on which the webhook serves HTTPS, or switch HTTPS on there"]);

    private static ErrorMeaning Silent(ReportedError error) => new(
        $"something took the connection to {Advice.Called(error)} and made no handshake: a proxy or a mesh in between, another program on "
        + "the port, or a server that is overloaded",
        ["target-port-missing", "selector-too-broad", "endpoint-unreachable"],
        [
            Advice.Endpoints(error, "see who answers"),
            "look for proxies between API server and pods: HTTPS_PROXY of the API server, a service mesh",
        ],
        ["leave the Service's addresses out of the proxy (NO_PROXY), and the webhook's port out of the mesh"]);
}
