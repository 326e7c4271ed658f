namespace KubectlWebhookCert.Core.Adopting;

/// <summary>How CAs are carried to those who should trust them.</summary>
public sealed record TrustOptions
{
    /// <summary>What a server presents, as somebody has confirmed it; null where nobody has.</summary>
    public Fingerprint? Confirmed { get; init; }

    /// <summary>Whether CAs that have expired are taken out.</summary>
    public bool PrunesExpired { get; init; }

    /// <summary>CAs that are taken out though they have not expired.</summary>
    public ValueList<Fingerprint> Pruned { get; init; } = [];

    /// <summary>Go on where somebody is known to write it again.</summary>
    public bool Force { get; init; }
}
