namespace KubectlWebhookCert.X509.Pem;

/// <summary>
/// Base64 as Go's StdEncoding reads it inside a block: blanks, tabs and line ends anywhere, padding required, unused bits of the
/// last character not judged.
/// </summary>
internal static class PemBase64
{
    /// <summary>Decodes; null where the text is malformed. Allocates nothing then, and looks no further than the first wrong character.</summary>
    /// <param name="text">Between the lines of a block.</param>
    /// <param name="wrongAt">Where the first wrong character is, or the length where something is missing.</param>
    public static byte[]? Decode(ReadOnlySpan<byte> text, out int wrongAt)
    {
        if (!TryMeasure(text, out var length, out wrongAt))
        {
            return null;
        }

        var bytes = new byte[length];
        var written = 0;
        var gathered = 0;
        var count = 0;
        foreach (var character in text)
        {
            var value = Value(character);
            if (value < 0)
            {
                if (character == (byte)'=')
                {
                    break;
                }

                continue;
            }

            gathered = (gathered << 6) | value;
            if (++count == 4)
            {
                bytes[written++] = (byte)(gathered >> 16);
                bytes[written++] = (byte)(gathered >> 8);
                bytes[written++] = (byte)gathered;
                gathered = 0;
                count = 0;
            }
        }

        if (count == 2)
        {
            bytes[written] = (byte)(gathered >> 4);
        }
        else if (count == 3)
        {
            bytes[written++] = (byte)(gathered >> 10);
            bytes[written] = (byte)(gathered >> 2);
        }

        return bytes;
    }

    private static bool TryMeasure(ReadOnlySpan<byte> text, out int length, out int wrongAt)
    {
        var characters = 0;
        var padding = 0;
        length = 0;
        for (wrongAt = 0; wrongAt < text.Length; wrongAt++)
        {
            var character = text[wrongAt];
            if (Value(character) >= 0)
            {
                if (padding > 0)
                {
                    return false;
                }

                characters++;
            }
            else if (character == (byte)'=')
            {
                padding++;
                if (characters % 4 is 0 or 1 || padding > 4 - (characters % 4))
                {
                    return false;
                }
            }
            else if (character is not ((byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n'))
            {
                return false;
            }
        }

        length = (characters / 4 * 3) + (characters % 4 == 0 ? 0 : (characters % 4) - 1);
        return (characters + padding) % 4 == 0;
    }

    private static int Value(byte character) => character switch
    {
        >= (byte)'A' and <= (byte)'Z' => character - 'A',
        >= (byte)'a' and <= (byte)'z' => character - 'a' + 26,
        >= (byte)'0' and <= (byte)'9' => character - '0' + 52,
        (byte)'+' => 62,
        (byte)'/' => 63,
        _ => -1,
    };
}
