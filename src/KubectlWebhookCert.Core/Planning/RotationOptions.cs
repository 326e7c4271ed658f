using KubectlWebhookCert.X509.Issuing;

namespace KubectlWebhookCert.Core.Planning;

/// <summary>How a certificate is to be rotated.</summary>
public sealed record RotationOptions
{
    /// <summary>Replace the CA even where its key is at hand and it is sound.</summary>
    public bool ReplaceAuthority { get; init; }

    /// <summary>What new keys are to be; null: as before.</summary>
    public KeyAlgorithm? KeyAlgorithm { get; init; }

    /// <summary>How long the leaf is valid; null: as long as the old one was.</summary>
    public TimeSpan? Duration { get; init; }

    /// <summary>How long a new CA is valid; null: as long as the old one was.</summary>
    public TimeSpan? AuthorityDuration { get; init; }

    /// <summary>Names to add to those of the old leaf and of the Service.</summary>
    public ValueList<GeneralName> AdditionalNames { get; init; } = [];

    /// <summary>Leave the old CA in the bundles.</summary>
    public bool KeepOldAuthority { get; init; }

    /// <summary>How long a bundle must have stood before every API server can be taken to have seen it.</summary>
    public TimeSpan Settle { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Whether and when pods are made anew.</summary>
    public RestartMode Restart { get; init; }

    /// <summary>Go on where a gap cannot be avoided.</summary>
    public bool AllowGap { get; init; }

    /// <summary>Said beforehand, without being asked: <c>--yes</c>.</summary>
    public bool Confirmed { get; init; }

    /// <summary>Go on where an owner or a keeper may undo it.</summary>
    public bool Force { get; init; }
}

/// <summary><c>--restart</c>.</summary>
public enum RestartMode
{
    /// <summary>Where reloading does not happen.</summary>
    Auto,

    /// <summary>Always.</summary>
    Always,

    /// <summary>Never.</summary>
    Never,
}
