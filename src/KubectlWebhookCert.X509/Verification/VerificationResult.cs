using System.Collections.Immutable;

namespace KubectlWebhookCert.X509.Verification;

/// <summary>The API server's verdict on a serving certificate. Closed: the two cases below are all there are.</summary>
public abstract record VerificationResult
{
    private VerificationResult()
    {
    }

    /// <summary>The call goes through.</summary>
    /// <param name="Chains">Every chain found, leaf first, anchor last; at least one.</param>
    public sealed record Accepted(ImmutableArray<ImmutableArray<Certificate>> Chains) : VerificationResult;

    /// <summary>The call fails.</summary>
    /// <param name="Reason">What the API server meets first, and reports.</param>
    /// <param name="Text">Its exact words, as they follow <c>Post "https://...": </c> in its message.</param>
    /// <param name="Further">What it would report next once the first is mended, and so on to the end; empty where nothing else is wrong.</param>
    public sealed record Refused(Reason Reason, string Text, ImmutableArray<Reason> Further) : VerificationResult;
}
