namespace KubectlWebhookCert.Core.ErrorTexts;

/// <summary>A certificate is out of date.</summary>
internal static class ValidityTexts
{
    private const string Expired = "has expired or is not yet valid";
    private const string Instant = "current time ";
    private const string After = " is after ";
    private const string Before = " is before ";

    public static readonly ValueList<KnownText> All = [new(Expired, Read)];

    private static ErrorMeaning Read(ReportedError error)
    {
        var at = error.Tail.IndexOf(Instant, StringComparison.Ordinal);
        var times = at < 0 ? "" : error.Tail[(at + Instant.Length)..];
        return times.Split(After) is [var late, var end] ? Late(error, late, end)
            : times.Split(Before) is [var early, var start] ? Early(error, early, start)
            : Either(error);
    }

    private static ErrorMeaning Late(ReportedError error, string now, string end) => new(
        $"a certificate was valid until {end}, and the API server's clock showed {now}; "
        + "it may be the serving certificate, an intermediate, or a CA in the bundle: the text does not say which",
        ["leaf-expired", "ca-expired", "intermediate-expired", "pod-serves-old-certificate", "replicas-disagree", "served-untrusted"],
        [
            Advice.Inspect(error, "see until when each of them is valid"),
            "a pod may still serve an old certificate though the Secret holds a new one: compare what is served with what is stored",
            "where no certificate ends at that time, look at the clock of the API server's node",
        ],
        [
            Advice.Rotate(error, "renew the one that has expired"),
            Advice.Restart(error, "where the Secret is already new, restart the pods that did not load it"),
        ]);

    private static ErrorMeaning Early(ReportedError error, string now, string start) => new(
        $"a certificate is valid from {start} on, and the API server's clock showed {now}; it may be the serving certificate or a CA in "
        + "the bundle",
        ["leaf-not-yet-valid", "ca-not-yet-valid", "served-untrusted"],
        [
            Advice.Inspect(error, "see from when on each of them is valid"),
            "compare the clocks of the API server's node and of the machine that issued the certificate",
        ],
        ["correct the clock that is wrong", Advice.Rotate(error, "or issue the certificate anew, valid from an hour ago")]);

    // Go before 1.15 did not say more
    private static ErrorMeaning Either(ReportedError error) => new(
        "a certificate has expired or is not valid yet; it may be the serving certificate, an intermediate, or a CA in the bundle",
        ["leaf-expired", "ca-expired", "intermediate-expired", "pod-serves-old-certificate", "served-untrusted", "leaf-not-yet-valid", "ca-not-yet-valid"],
        [Advice.Inspect(error, "see how long each of them is valid")],
        [Advice.Rotate(error, "renew the one that is out of date")]);
}
