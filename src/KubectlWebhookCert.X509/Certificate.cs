using System.Numerics;

namespace KubectlWebhookCert.X509;

/// <summary>A certificate as RFC 5280 §4.1 lays it out. Immutable; equal where the bytes are.</summary>
public sealed record Certificate
{
    /// <summary>The DER encoding.</summary>
    public required ReadOnlyMemory<byte> Raw { get; init; }

    /// <summary>Whom it names.</summary>
    public required DistinguishedName Subject { get; init; }

    /// <summary>Who signed it.</summary>
    public required DistinguishedName Issuer { get; init; }

    /// <summary>Serial number; may be zero or negative in certificates that break RFC 5280 §4.1.2.2.</summary>
    public required BigInteger SerialNumber { get; init; }

    /// <summary>First instant of validity, UTC, whole seconds, inclusive (RFC 5280 §4.1.2.5).</summary>
    public required DateTimeOffset NotBefore { get; init; }

    /// <summary>Last instant of validity, UTC, whole seconds, inclusive (RFC 5280 §4.1.2.5).</summary>
    public required DateTimeOffset NotAfter { get; init; }

    /// <summary>Fingerprint of the DER encoding: 64 lower-case hex digits.</summary>
    public required string Sha256 { get; init; }

    /// <summary>Compares the bytes.</summary>
    /// <param name="other">Another certificate.</param>
    public bool Equals(Certificate? other) => other is not null && Raw.Span.SequenceEqual(other.Raw.Span);

    /// <inheritdoc/>
    public override int GetHashCode() => Sha256.GetHashCode(StringComparison.Ordinal);

    /// <summary>Whether its validity period includes an instant.</summary>
    /// <param name="instant">UTC.</param>
    public bool IsValidAt(DateTimeOffset instant) => instant >= NotBefore && instant <= NotAfter;
}
