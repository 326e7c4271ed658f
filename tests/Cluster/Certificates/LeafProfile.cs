namespace KubectlWebhookCert.Tests.Cluster;

/// <summary>What a leaf says, besides what its authority decides.</summary>
/// <param name="Names">DNS names and IP addresses of the SAN; none: no SAN extension.</param>
public sealed record LeafProfile(params IReadOnlyList<string> Names)
{
    /// <summary>Null: the first name.</summary>
    public string? CommonName { get; init; }

    /// <summary>O of the subject, in order.</summary>
    public IReadOnlyList<string> Organizations { get; init; } = [];

    public DateTimeOffset NotBefore { get; init; } = DateTimeOffset.UtcNow.AddMinutes(-5);

    public DateTimeOffset NotAfter { get; init; } = DateTimeOffset.UtcNow.AddDays(365);

    /// <summary>Extended key usage: client instead of server authentication.</summary>
    public bool IsForClient { get; init; }

    /// <summary>RSA 2048 instead of P-256.</summary>
    public bool IsRsa { get; init; }
}
