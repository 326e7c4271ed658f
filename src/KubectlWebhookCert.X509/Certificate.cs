using System.Collections.Immutable;
using System.Numerics;
using System.Security.Cryptography;
using KubectlWebhookCert.X509.Extensions;
using KubectlWebhookCert.X509.Keys;
using KubectlWebhookCert.X509.Names;

namespace KubectlWebhookCert.X509;

/// <summary>A certificate as RFC 5280 §4.1 lays it out. Immutable; equal where the bytes are. Made by <see cref="Parse"/> only.</summary>
public sealed record Certificate
{
    private string? sha256;

    internal Certificate(
        DistinguishedName subject,
        DistinguishedName issuer,
        PublicKey publicKey,
        SignatureAlgorithm signatureAlgorithm,
        ExtensionFacts facts)
    {
        Subject = subject;
        Issuer = issuer;
        PublicKey = publicKey;
        SignatureAlgorithm = signatureAlgorithm;
        AlternativeNames = facts.AlternativeNames;
        KeyUsage = facts.KeyUsage;
        ExtendedKeyUsage = facts.ExtendedKeyUsage;
        BasicConstraints = facts.BasicConstraints;
        NameConstraints = facts.NameConstraints;
        Policies = facts.Policies;
        SubjectKeyId = facts.SubjectKeyId;
        AuthorityKeyId = facts.AuthorityKeyId;
        UnhandledCriticalExtensions = [.. facts.UnhandledCritical];
    }

    /// <summary>The DER encoding.</summary>
    public ReadOnlyMemory<byte> Raw { get; internal init; }

    /// <summary>The part that is signed (tbsCertificate), with its tag.</summary>
    public ReadOnlyMemory<byte> ToBeSigned { get; internal init; }

    /// <summary>1, 2 or 3; only 3 has extensions.</summary>
    public int Version { get; internal init; }

    /// <summary>Whom it names.</summary>
    public DistinguishedName Subject { get; }

    /// <summary>Who signed it.</summary>
    public DistinguishedName Issuer { get; }

    /// <summary>Serial number; may be zero or negative in certificates that break RFC 5280 §4.1.2.2.</summary>
    public BigInteger SerialNumber { get; internal init; }

    /// <summary>First instant of validity, UTC, whole seconds, inclusive (RFC 5280 §4.1.2.5).</summary>
    public DateTimeOffset NotBefore => WrittenNotBefore.ToUniversalTime();

    /// <summary>Last instant of validity, UTC, whole seconds, inclusive (RFC 5280 §4.1.2.5).</summary>
    public DateTimeOffset NotAfter => WrittenNotAfter.ToUniversalTime();

    /// <summary>The first instant with the offset that it is written in.</summary>
    internal DateTimeOffset WrittenNotBefore { get; init; }

    /// <summary>The last instant with the offset that it is written in.</summary>
    internal DateTimeOffset WrittenNotAfter { get; init; }

    /// <summary>The key it is about.</summary>
    public PublicKey PublicKey { get; }

    /// <summary>How it is signed.</summary>
    public SignatureAlgorithm SignatureAlgorithm { get; }

    /// <summary>The signature's octets.</summary>
    public ReadOnlyMemory<byte> Signature { get; internal init; }

    /// <summary>Every extension as it is, in order.</summary>
    public ImmutableArray<CertificateExtension> Extensions { get; internal init; } = [];

    /// <summary>For which names it is.</summary>
    public AlternativeNames AlternativeNames { get; }

    /// <summary>What its key may be used for; none where the certificate does not say.</summary>
    public KeyUsages KeyUsage { get; }

    /// <summary>Purposes, dotted identifiers in order; empty where the certificate does not say, which stands for all.</summary>
    public ImmutableArray<string> ExtendedKeyUsage { get; }

    /// <summary>Whether it may sign others; null where it has no such extension.</summary>
    public BasicConstraints? BasicConstraints { get; }

    /// <summary>For which names it may sign others; null where it has no such extension.</summary>
    public NameConstraints? NameConstraints { get; }

    /// <summary>Certificate policies.</summary>
    public Policies Policies { get; }

    /// <summary>Subject key identifier; empty where it has none.</summary>
    public ReadOnlyMemory<byte> SubjectKeyId { get; }

    /// <summary>Key identifier of its issuer; empty where it has none.</summary>
    public ReadOnlyMemory<byte> AuthorityKeyId { get; }

    /// <summary>
    /// Critical extensions that the newest Go does not handle, dotted. Older Go adds those of
    /// <see cref="ExtensionOids.PolicyMappings"/>, <see cref="ExtensionOids.PolicyConstraints"/> and
    /// <see cref="ExtensionOids.InhibitAnyPolicy"/> that are critical.
    /// </summary>
    public ImmutableArray<string> UnhandledCriticalExtensions { get; }

    /// <summary>What some versions of Go refuse to parse in it.</summary>
    public ImmutableArray<ParserRefusal> Refusals { get; internal init; } = [];

    /// <summary>Fingerprint of the DER encoding: 64 lower-case hex digits.</summary>
    public string Sha256 => sha256 ??= Convert.ToHexStringLower(SHA256.HashData(Raw.Span));

    /// <summary>The serial number as OpenSSL prints it, in lower case: whole octets without separators, a minus sign if negative.</summary>
    public string SerialHex => (SerialNumber.Sign < 0 ? "-" : "")
        + Convert.ToHexStringLower(BigInteger.Abs(SerialNumber).ToByteArray(isUnsigned: true, isBigEndian: true));

    /// <summary>Whether it says it is a CA (basicConstraints).</summary>
    public bool IsCa => BasicConstraints is { IsCa: true };

    /// <summary>Whether subject and issuer are the same name. Says nothing about who signed it.</summary>
    public bool IsSelfIssued => Subject.Equals(Issuer);

    /// <summary>Reads a certificate. The bytes are copied.</summary>
    /// <param name="der">The DER encoding and nothing after it.</param>
    /// <exception cref="DerFormatException">It is no certificate that any Go from 1.19 on reads.</exception>
    public static Certificate Parse(ReadOnlyMemory<byte> der) => CertificateParser.Parse(der.ToArray());

    /// <summary>Compares the bytes.</summary>
    /// <param name="other">Another certificate.</param>
    public bool Equals(Certificate? other) => other is not null && Raw.Span.SequenceEqual(other.Raw.Span);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = default(HashCode);
        hash.AddBytes(Raw.Span);
        return hash.ToHashCode();
    }

    /// <summary>Its subject and the start of its fingerprint.</summary>
    public override string ToString() => $"{Subject} sha256:{Sha256[..12]}";

    /// <summary>Whether its validity period includes an instant.</summary>
    /// <param name="instant">UTC.</param>
    public bool IsValidAt(DateTimeOffset instant) => instant >= NotBefore && instant <= NotAfter;

    /// <summary>One of its extensions, or null.</summary>
    /// <param name="oid">Its identifier, dotted.</param>
    public CertificateExtension? FindExtension(string oid) => Extensions.FirstOrDefault(extension => extension.Oid == oid);
}
