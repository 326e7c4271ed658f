using System.Numerics;

namespace KubectlWebhookCert.Tests.Oracle;

/// <summary>A certificate to be made. Defects change it until it is encoded.</summary>
internal sealed class CertificateSpec
{
    public required byte[] Subject { get; set; }

    public required TestKey Key { get; set; }

    /// <summary>Who signs it; null: itself.</summary>
    public CertificateSpec? Issuer { get; set; }

    public required DateTimeOffset NotBefore { get; set; }

    public required DateTimeOffset NotAfter { get; set; }

    public int Version { get; set; } = 3;

    public BigInteger Serial { get; set; } = 1;

    /// <summary>Serial number with its tag, where it is no DER integer.</summary>
    public byte[]? RawSerial { get; set; }

    /// <summary>The whole Validity, where its times are in another form.</summary>
    public byte[]? RawValidity { get; set; }

    /// <summary>The issuer's name, where it is not the issuer's subject.</summary>
    public byte[]? IssuerName { get; set; }

    /// <summary>Signs in place of the issuer's key.</summary>
    public TestKey? SigningKey { get; set; }

    /// <summary>Null: as the key does it.</summary>
    public SignatureScheme? Scheme { get; set; }

    /// <summary>Says another algorithm outside than inside.</summary>
    public SignatureScheme? OuterScheme { get; set; }

    public bool HasKeyId { get; set; } = true;

    public bool HasIssuerKeyId { get; set; } = true;

    /// <summary>In place of the key's own.</summary>
    public byte[]? KeyId { get; set; }

    /// <summary>In place of the issuer's.</summary>
    public byte[]? IssuerKeyId { get; set; }

    /// <summary>All but the key ids, in order.</summary>
    public List<ExtensionSpec> Extensions { get; private set; } = [];

    /// <summary>What is done to the signature.</summary>
    public Func<byte[], byte[]>? SignatureTweak { get; set; }

    /// <summary>What is done to the encoding, last.</summary>
    public List<Func<byte[], byte[]>> Tweaks { get; private set; } = [];

    /// <summary>Puts an extension in, in place of one that is there.</summary>
    public void Set(string oid, bool critical, byte[] value)
    {
        var extension = new ExtensionSpec(oid, critical, value);
        var position = Extensions.FindIndex(known => known.Oid == oid);
        if (position < 0)
        {
            Extensions.Add(extension);
        }
        else
        {
            Extensions[position] = extension;
        }
    }

    public void Remove(string oid) => Extensions.RemoveAll(extension => extension.Oid == oid);

    public void SetNames(params IReadOnlyList<GeneralName> names) => Set(Oids.AlternativeNames, false, ExtensionValues.Names(names));

    /// <summary>The same again, to be changed on its own.</summary>
    public CertificateSpec Clone()
    {
        var clone = (CertificateSpec)MemberwiseClone();
        clone.Extensions = [.. Extensions];
        clone.Tweaks = [.. Tweaks];
        return clone;
    }
}
