namespace KubectlWebhookCert.Core.Rules;

/// <summary>How bad a finding is, mildest first.</summary>
public enum Severity
{
    /// <summary>Worth knowing.</summary>
    Info,

    /// <summary>Will fail, may fail, or hides a failure.</summary>
    Warning,

    /// <summary>The API server refuses calls now or very soon, or a write would be unsafe.</summary>
    Error,
}
