namespace KubectlWebhookCert.Core.ErrorTexts;

/// <summary>The chain holds together and still does not count.</summary>
internal static class ChainTexts
{
    private const string Name = "not authorized to sign for this name";

    public static readonly ValueList<KnownText> All =
    [
        new("incompatible key usage", error => Purpose(
            error,
            "the certificate that answered, or a CA above it, has a list of purposes (extended key usage) without server authentication")),
        new("extended key usage", error => Purpose(
            error,
            "a CA above the certificate may only sign for other purposes (extended key usage) than server authentication")),
        new(Name, Constrained),
        new("not authorized to sign other certificates", error => Authority(
            error,
            "a certificate between the serving one and the CA is no CA itself")),
        new("too many intermediates for path length constraint", error => Authority(
            error,
            "a CA allows fewer CAs below it (path length) than the chain has")),
        new("signature check attempts limit reached", TooMany),
        new("unhandled critical extension", Critical),
        new("no valid chains built", Rejected),
        new("invalid certificate policies", Rejected),
    ];

    /// <summary>What Go may say besides; after all others.</summary>
    public static readonly KnownText Last = new("x509: ", Rejected);

    private static ErrorMeaning Purpose(ReportedError error, string means) => new(
        means,
        ["eku-missing", "ca-not-authorized"],
        [Advice.Inspect(error, "see the purposes of each certificate; a certificate without such a list is good for all")],
        [Advice.Rotate(error, "issue the certificate anew, with server authentication among its purposes (and in no CA another list)")]);

    private static ErrorMeaning Constrained(ReportedError error)
    {
        var at = error.Tail.IndexOf(Name, StringComparison.Ordinal) + Name.Length;
        var what = error.Tail[at..].TrimStart(':', ' ');
        return new(
            "a CA in the chain may sign for certain names only (name constraints), and one in the chain is none of them"
            + (what.Length > 0 ? $": {what}" : ""),
            ["ca-not-authorized"],
            [Advice.Inspect(error), "the constraints hold for every name in the certificate, not only for the one that is asked for"],
            [
                "leave the names out that are not permitted, or use a CA without constraints",
                Advice.Rotate(error, "then issue the certificate anew"),
            ]);
    }

    private static ErrorMeaning Authority(ReportedError error, string means) => new(
        means,
        ["ca-not-authorized"],
        [Advice.Inspect(error, "see the chain that is stored and the bundle")],
        [Advice.Rotate(error, "issue the certificate under a CA that may sign it")]);

    private static ErrorMeaning TooMany(ReportedError error) => new(
        "the API server gave up after a hundred signatures: the bundle has too many CAs of one name",
        ["chain-rejected", "ca-bundle-stale-entries"],
        [Advice.Inspect(error, "see how many CAs the bundle holds")],
        ["take the old CAs out of the bundle"]);

    private static ErrorMeaning Critical(ReportedError error) => new(
        "a certificate has an extension that is marked critical and that the API server does not know",
        ["critical-extension"],
        [Advice.Validate(error, "see which extension it is")],
        [Advice.Rotate(error, "issue the certificate without it, or with the extension not critical")]);

    private static ErrorMeaning Rejected(ReportedError error) => new(
        $"the API server refuses the certificate, or a CA above it: {error.Tail}",
        ["chain-rejected", "eku-missing"],
        [Advice.Validate(error)],
        [Advice.Rotate(error, "issue the certificate without policies and constraints")]);
}
