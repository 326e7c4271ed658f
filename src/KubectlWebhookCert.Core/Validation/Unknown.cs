namespace KubectlWebhookCert.Core.Validation;

/// <summary>What could not be judged.</summary>
/// <param name="Why">Lower case, no full stop.</param>
/// <param name="Codes">The rules that could not be asked.</param>
public sealed record Unknown(string Why, ValueList<string> Codes);
