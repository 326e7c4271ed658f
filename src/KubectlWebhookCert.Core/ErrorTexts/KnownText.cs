namespace KubectlWebhookCert.Core.ErrorTexts;

/// <summary>An entry of the table of causes.</summary>
/// <param name="Text">The words of the cause, anywhere in it.</param>
/// <param name="Meaning">What it means.</param>
internal sealed record KnownText(string Text, Func<ReportedError, ErrorMeaning> Meaning)
{
    public bool Fits(ReportedError error) => error.Tail.Contains(Text, StringComparison.Ordinal);
}
