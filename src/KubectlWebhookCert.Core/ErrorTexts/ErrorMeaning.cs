namespace KubectlWebhookCert.Core.ErrorTexts;

/// <summary>What an error means and what to do about it.</summary>
/// <param name="Means">What happened, in plain words; names and times are those of the text.</param>
/// <param name="Codes">The findings that can cause it, most likely first; empty where the cause lies elsewhere, as a firewall does.</param>
/// <param name="Checks">What to look at, in order; a command to type stands at the end.</param>
/// <param name="Fixes">How to mend it, the likeliest first.</param>
public sealed record ErrorMeaning(string Means, ValueList<string> Codes, ValueList<string> Checks, ValueList<string> Fixes);
