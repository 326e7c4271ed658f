using System.Collections.Immutable;
using KubectlWebhookCert.X509.Names;

namespace KubectlWebhookCert.X509;

/// <summary>A distinguished name (RFC 5280 §4.1.2.4). Equal where the bytes are, as Go compares issuer and subject.</summary>
public sealed record DistinguishedName
{
    internal DistinguishedName(ReadOnlyMemory<byte> raw, ImmutableArray<NamePart> parts)
    {
        Raw = raw;
        Parts = parts;
        CommonNamePart = parts.LastOrDefault(part => part.IsText && part.Oid == NameTypes.CommonName);
        OrganizationPart = parts.FirstOrDefault(part => part.IsText && part.Oid == NameTypes.Organization);
    }

    /// <summary>The DER encoding of the Name.</summary>
    public ReadOnlyMemory<byte> Raw { get; }

    /// <summary>Every attribute, in order; which of them share one relative name is left out.</summary>
    public ImmutableArray<NamePart> Parts { get; }

    /// <summary>The last commonName, or null.</summary>
    public string? CommonName => CommonNamePart?.Value;

    /// <summary>The first organization, or null.</summary>
    public string? Organization => OrganizationPart?.Value;

    internal NamePart? CommonNamePart { get; }

    internal NamePart? OrganizationPart { get; }

    /// <summary>Whether it has no attribute.</summary>
    public bool IsEmpty => Parts.IsEmpty;

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

    /// <summary>
    /// As Go prints it: <c>CN=hooks,OU=web,O=Example,C=SE</c>, the most telling attribute first. Attributes that Go prints as
    /// hex are readable here, and control characters are escaped. Empty for an empty name.
    /// </summary>
    public override string ToString() => NameText.Format(Parts);
}
