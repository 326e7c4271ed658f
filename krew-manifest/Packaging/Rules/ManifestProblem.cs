namespace KubectlWebhookCert.Packaging.Rules;

/// <summary>A rule of Krew that a manifest breaks.</summary>
/// <param name="Code">The rule, in kebab-case.</param>
/// <param name="Message">What is wrong and where, in a line.</param>
internal sealed record ManifestProblem(string Code, string Message);
