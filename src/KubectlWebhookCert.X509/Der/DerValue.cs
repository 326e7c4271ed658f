namespace KubectlWebhookCert.X509.Der;

/// <summary>Values that are no text, as far as Go from 1.27 on judges them in a name.</summary>
internal static class DerValue
{
    /// <summary>What is wrong with it, in Go's words, or null.</summary>
    public static string? Judge(DerElement element)
    {
        var reader = new DerReader(element.Whole);
        try
        {
            switch (element.Tag)
            {
                case DerTag.WholeNumber:
                    reader.ReadLong("invalid ASN.1 integer");
                    break;
                case DerTag.BitString:
                    reader.ReadBits("invalid ASN.1 BIT STRING");
                    break;
                case DerTag.ObjectIdentifier:
                    reader.ReadObjectIdentifier("invalid ASN.1 OBJECT IDENTIFIER");
                    break;
                case DerTag.Boolean:
                    reader.ReadBoolean("invalid ASN.1 BOOLEAN");
                    break;
                case DerTag.UtcTime or DerTag.GeneralizedTime:
                    reader.ReadTime();
                    break;
                default:
                    break;
            }

            return null;
        }
        catch (DerFormatException exception)
        {
            return element.Tag is DerTag.UtcTime or DerTag.GeneralizedTime ? $"x509: {exception.What}" : exception.What;
        }
    }
}
