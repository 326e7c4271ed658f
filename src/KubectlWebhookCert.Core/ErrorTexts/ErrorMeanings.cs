namespace KubectlWebhookCert.Core.ErrorTexts;

/// <summary>What the known errors mean.</summary>
public static class ErrorMeanings
{
    // The first that fits: what says more stands before what says less.
    private static readonly KnownText[] Calls =
    [
        .. BundleTexts.All, .. TrustTexts.All, .. NameTexts.All, .. ValidityTexts.All, .. ChainTexts.All, .. KeyTexts.All,
        .. OperatorTexts.All, .. ServiceTexts.All, .. ProtocolTexts.All, .. ConnectionTexts.All, ChainTexts.Last,
    ];

    /// <summary>The meaning of an error; null where its cause is none that is known here.</summary>
    /// <param name="error">Any error: where it names a webhook or a Service, so do the commands.</param>
    public static ErrorMeaning? Of(ReportedError error)
    {
        ArgumentNullException.ThrowIfNull(error);
        // what a server logs is the other side of the same handshake
        IReadOnlyList<KnownText> texts = error.Form == ReportedForm.Server ? ServerTexts.All : Calls;
        foreach (var text in texts)
        {
            if (text.Fits(error))
            {
                return text.Meaning(error);
            }
        }

        return null;
    }
}
