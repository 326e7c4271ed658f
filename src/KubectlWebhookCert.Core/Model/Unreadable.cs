namespace KubectlWebhookCert.Core.Model;

/// <summary>Why something could not be read. Data, not an exception: the rest is still shown.</summary>
public enum UnreadableReason
{
    /// <summary>The user lacks the permission (403).</summary>
    Forbidden,

    /// <summary>The server does not have this type (404 on the type itself): not a fault.</summary>
    NotServed,

    /// <summary>The server failed or did not answer.</summary>
    Failed,

    /// <summary>Files instead of a cluster do not hold it, and hold too little of its type to say that it does not exist: not a fault.</summary>
    NotInFiles,
}

/// <summary>Something that was asked for and not given.</summary>
/// <param name="Type">The resource type.</param>
/// <param name="Verb">RBAC verb: <c>get</c> or <c>list</c>.</param>
/// <param name="Namespace">The namespace asked, or null for a cluster-scoped type or all namespaces.</param>
/// <param name="Name">The object asked for, or null for a list.</param>
/// <param name="Reason">Why.</param>
/// <param name="Message">The server's own words.</param>
public sealed record Unreadable(
    ResourceType Type,
    string Verb,
    string? Namespace,
    string? Name,
    UnreadableReason Reason,
    string Message);
