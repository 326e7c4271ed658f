namespace KubectlWebhookCert.Core.Rules;

/// <summary>How it comes that a certificate is for other names.</summary>
/// <param name="Message">A clause: <c>the Service was renamed from hook to hook-svc</c>.</param>
/// <param name="Evidence">What shows it.</param>
internal sealed record NameStory(string Message, ValueList<Evidence> Evidence)
{
    /// <summary>What to do, where that is not to issue the certificate again.</summary>
    public string? Fix { get; init; }
}
