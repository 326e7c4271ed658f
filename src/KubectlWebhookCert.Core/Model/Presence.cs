namespace KubectlWebhookCert.Core.Model;

/// <summary>Whether an object that something refers to is there.</summary>
public enum Presence
{
    /// <summary>Read.</summary>
    Found,

    /// <summary>The server says that it does not exist.</summary>
    Missing,

    /// <summary>Nobody knows: it could not be read.</summary>
    Unknown,
}
