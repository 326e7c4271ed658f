namespace KubectlWebhookCert.X509.Der;

/// <summary>Identifier octets (X.690 §8.1.2), low tag numbers only: certificates and keys need no others and Go reads no others.</summary>
internal static class DerTag
{
    public const byte Boolean = 0x01;
    public const byte WholeNumber = 0x02;
    public const byte BitString = 0x03;
    public const byte OctetString = 0x04;
    public const byte ObjectIdentifier = 0x06;
    public const byte Utf8Text = 0x0c;
    public const byte NumericText = 0x12;
    public const byte PrintableText = 0x13;
    public const byte TeletexText = 0x14;
    public const byte Ia5Text = 0x16;
    public const byte UtcTime = 0x17;
    public const byte GeneralizedTime = 0x18;
    public const byte BmpText = 0x1e;
    public const byte Sequence = 0x30;
    public const byte Set = 0x31;

    /// <summary><c>[n]</c> on a primitive encoding.</summary>
    /// <param name="number">0 to 30.</param>
    public static byte Context(int number) => (byte)(0x80 | number);

    /// <summary><c>[n]</c> on a constructed encoding.</summary>
    /// <param name="number">0 to 30.</param>
    public static byte Constructed(int number) => (byte)(0xa0 | number);
}
