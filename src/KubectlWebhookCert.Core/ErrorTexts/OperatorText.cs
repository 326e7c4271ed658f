namespace KubectlWebhookCert.Core.ErrorTexts;

/// <summary>What operators and webhook servers log when they cannot keep or load a certificate, and events about their pods.</summary>
internal static class OperatorText
{
    private const string Conflict = "the object has been modified";
    private const string Fulfilled = "Operation cannot be fulfilled on ";

    private static readonly string[] Causes =
    [
        "failed to parse CA private key", "failed to parse CA certificate", "rror parsing PKCS1 private key", "failed to parse private key",
        "ecret is not well-formed", "private key does not match public key", "private key type does not match public key type",
        "tls: failed to find any PEM data", "tls: failed to find certificate PEM data", "tls: failed to find PEM block",
        "tls: failed to find \"CERTIFICATE\" PEM block", "tls: found a certificate rather than a key",
    ];

    /// <summary>The words by which a text may be one of these.</summary>
    public static ReadOnlySpan<string> Markers => (string[])[Conflict, "MountVolume.SetUp failed", "no such file or directory", .. Causes];

    public static ReportedError? Read(string text) => Conflicting(text) ?? Mounted(text) ?? Loaded(text) ?? Known(text);

    // Of the many conflicts in a cluster, those about the objects that hold certificates.
    private static ReportedError? Conflicting(string text)
    {
        var at = text.IndexOf(Conflict, StringComparison.Ordinal);
        if (at < 0)
        {
            return null;
        }

        var from = text.AsSpan(0, at).LastIndexOf(Fulfilled, StringComparison.Ordinal);
        if (from < 0)
        {
            return Error(text, at);
        }

        var named = NamedObject.Read(text.AsSpan(from + Fulfilled.Length));
        return named is { IsAboutCertificates: true } ? named.Mark(Error(text, from)) : null;
    }

    // MountVolume.SetUp failed for volume "certs" : secret "webhook-certs" not found
    private static ReportedError? Mounted(string text)
    {
        var at = text.IndexOf("MountVolume.SetUp failed", StringComparison.Ordinal);
        var rest = at < 0 ? default : text.AsSpan(at);
        return rest.Contains("secret", StringComparison.Ordinal) && rest.Contains("not found", StringComparison.Ordinal)
            ? Error(text, at)
            : null;
    }

    // open /tmp/k8s-webhook-server/serving-certs/tls.crt: no such file or directory
    private static ReportedError? Loaded(string text)
    {
        var end = text.IndexOf(": no such file or directory", StringComparison.Ordinal);
        var at = end < 0 ? -1 : text.LastIndexOf("open /", end, StringComparison.Ordinal);
        var path = at < 0 ? default : text.AsSpan()[at..end];
        return path.EndsWith(".crt", StringComparison.Ordinal) || path.EndsWith(".key", StringComparison.Ordinal)
            || path.EndsWith(".pem", StringComparison.Ordinal)
            ? Error(text, at)
            : null;
    }

    private static ReportedError? Known(string text)
    {
        var cause = Array.Find(Causes, words => text.Contains(words, StringComparison.Ordinal));
        if (cause is null)
        {
            return null;
        }

        var at = text.IndexOf(cause, StringComparison.Ordinal);
        while (at > 0 && char.IsAsciiLetter(text[at - 1]))
        {
            at--;
        }

        const string Certificate = "Cert ";
        return Error(text, text.AsSpan(0, at).EndsWith(Certificate, StringComparison.Ordinal) ? at - Certificate.Length : at);
    }

    private static ReportedError Error(string text, int at) => new(ReportedForm.Operator, CauseText.Clean(text[at..]), "");
}
