namespace KubectlWebhookCert.Core.Adopting;

/// <summary>How a serving Secret is taken over.</summary>
public sealed record SecretOptions
{
    /// <summary>What goes into a Secret that holds none; null where the Secret's own certificate is adopted.</summary>
    public GivenCertificate? Given { get; init; }

    /// <summary>What becomes trusted, as somebody has confirmed it; null where nobody has.</summary>
    public Fingerprint? Confirmed { get; init; }

    /// <summary>Whether somebody is asked before anything is written, who sees the fingerprints.</summary>
    public bool IsAttended { get; init; }

    /// <summary>Go on where an owner may undo it.</summary>
    public bool Force { get; init; }
}
