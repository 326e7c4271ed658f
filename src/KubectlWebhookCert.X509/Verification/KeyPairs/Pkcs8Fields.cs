namespace KubectlWebhookCert.X509.Verification.KeyPairs;

/// <summary>PrivateKeyInfo (RFC 5958) before anything of it is judged. Never printed.</summary>
internal sealed class Pkcs8Fields
{
    private Pkcs8Fields(ref Asn1Reader fields)
    {
        fields.ReadLong();
        var algorithm = fields.ReadStructure("AlgorithmIdentifier");
        Algorithm = algorithm.ReadIdentifier();
        Parameters = algorithm.ReadOptionalAny();
        Key = fields.ReadOctets();
    }

    public Asn1Identifier Algorithm { get; }

    /// <summary>Its parameters with their tag; empty where absent.</summary>
    public ReadOnlyMemory<byte> Parameters { get; }

    /// <summary>The key in the algorithm's own encoding.</summary>
    public ReadOnlyMemory<byte> Key { get; }

    public static Pkcs8Fields Read(ReadOnlyMemory<byte> der)
    {
        var fields = new Asn1Reader(der).ReadStructure("pkcs8");
        return new Pkcs8Fields(ref fields);
    }

    /// <summary>The curve that the parameters name; null where they name none.</summary>
    public Asn1Identifier? FindCurve()
    {
        try
        {
            return new Asn1Reader(Parameters).ReadIdentifier();
        }
        catch (DerFormatException)
        {
            return null;
        }
    }
}
