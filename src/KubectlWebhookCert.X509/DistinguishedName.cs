namespace KubectlWebhookCert.X509;

/// <summary>A distinguished name (RFC 5280 §4.1.2.4). Equal where the bytes are, as Go compares issuer and subject.</summary>
public sealed record DistinguishedName
{
    /// <summary>The DER encoding of the Name.</summary>
    public required ReadOnlyMemory<byte> Raw { get; init; }

    /// <summary>The last commonName, or null.</summary>
    public required string? CommonName { get; init; }

    /// <summary>Compares the bytes.</summary>
    /// <param name="other">Another name.</param>
    public bool Equals(DistinguishedName? other) => other is not null && Raw.Span.SequenceEqual(other.Raw.Span);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = default(HashCode);
        hash.AddBytes(Raw.Span);
        return hash.ToHashCode();
    }
}
