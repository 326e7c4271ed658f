using KubectlWebhookCert.Core.Errors;

namespace KubectlWebhookCert.Core.Patching;

/// <summary>Why a patch was not applied.</summary>
public enum PatchFailure
{
    /// <summary>It is no JSON patch: an API server answers 400.</summary>
    Malformed,

    /// <summary>A <c>test</c> found another value: an API server answers 422, and so it does to the next one.</summary>
    TestFailed,

    /// <summary>A path leads nowhere in this document.</summary>
    DoesNotApply,
}

/// <summary>A patch cannot be applied; the document is unchanged. Names the operation and its path, never a value.</summary>
/// <param name="failure">Why.</param>
/// <param name="operation">Which operation, from 0.</param>
/// <param name="message">As for <see cref="WebhookCertException"/>.</param>
public sealed class PatchException(PatchFailure failure, int operation, string message) : WebhookCertException(message, null, null)
{
    /// <summary>Why.</summary>
    public PatchFailure Failure { get; } = failure;

    /// <summary>Which operation, from 0.</summary>
    public int Operation { get; } = operation;
}
