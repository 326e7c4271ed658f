using System.Buffers;

namespace KubectlWebhookCert.X509.Pem;

/// <summary>
/// Base64 as Go's StdEncoding reads it inside a block: blanks, tabs and line ends anywhere, padding required, unused bits of the
/// last character not judged.
/// </summary>
internal static class PemBase64
{
    private const int Quantum = 4;
    private const int None = -1;

    private static ReadOnlySpan<byte> Alphabet => "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"u8;

    private static readonly SearchValues<byte> Digits = SearchValues.Create(Alphabet);
    private static readonly int[] Values = MakeValues();

    /// <summary>Decodes; null where the text is malformed. Nothing is allocated then, nor anything read further on.</summary>
    /// <param name="text">Between the lines of a block.</param>
    /// <param name="wrongAt">Where the first wrong character is, or the length where something is missing.</param>
    public static byte[]? Decode(ReadOnlySpan<byte> text, out int wrongAt)
    {
        if (!TryMeasure(text, out var length, out wrongAt))
        {
            return null;
        }

        var bytes = new byte[length];
        Decode(text, bytes);
        return bytes;
    }

    // Nothing is judged any more: what is no digit is passed over, and padding ends the text.
    private static void Decode(ReadOnlySpan<byte> text, Span<byte> bytes)
    {
        var values = Values.AsSpan();
        var gathered = 0;
        var count = 0;
        var position = 0;
        while (position < text.Length)
        {
            // Four digits in a row, as nearly all are.
            if (count == 0 && text.Length - position >= Quantum && bytes.Length >= 3)
            {
                var four = (values[text[position]] << 18) | (values[text[position + 1]] << 12)
                    | (values[text[position + 2]] << 6) | values[text[position + 3]];
                if (four >= 0)
                {
                    bytes[0] = (byte)(four >> 16);
                    bytes[1] = (byte)(four >> 8);
                    bytes[2] = (byte)four;
                    bytes = bytes[3..];
                    position += Quantum;
                    continue;
                }
            }

            var value = values[text[position++]];
            if (value >= 0)
            {
                gathered = (gathered << 6) | value;
                if (++count == Quantum)
                {
                    bytes[0] = (byte)(gathered >> 16);
                    bytes[1] = (byte)(gathered >> 8);
                    bytes[2] = (byte)gathered;
                    bytes = bytes[3..];
                    gathered = 0;
                    count = 0;
                }
            }
        }

        if (count == 2)
        {
            bytes[0] = (byte)(gathered >> 4);
        }
        else if (count == 3)
        {
            bytes[0] = (byte)(gathered >> 10);
            bytes[1] = (byte)(gathered >> 2);
        }
    }

    private static bool TryMeasure(ReadOnlySpan<byte> text, out int length, out int wrongAt)
    {
        var characters = 0;
        var padding = 0;
        length = 0;
        for (wrongAt = 0; wrongAt < text.Length; wrongAt++)
        {
            var run = text[wrongAt..].IndexOfAnyExcept(Digits);
            run = run < 0 ? text.Length - wrongAt : run;
            if (run > 0 && padding > 0)
            {
                return false;
            }

            characters += run;
            wrongAt += run;
            if (wrongAt == text.Length)
            {
                break;
            }

            var character = text[wrongAt];
            if (character == (byte)'=')
            {
                padding++;
                if (characters % Quantum is 0 or 1 || padding > Quantum - (characters % Quantum))
                {
                    return false;
                }
            }
            else if (character is not ((byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n'))
            {
                return false;
            }
        }

        length = (characters / Quantum * 3) + (characters % Quantum == 0 ? 0 : (characters % Quantum) - 1);
        return (characters + padding) % Quantum == 0;
    }

    private static int[] MakeValues()
    {
        var values = new int[256];
        values.AsSpan().Fill(None);
        for (var i = 0; i < Alphabet.Length; i++)
        {
            values[Alphabet[i]] = i;
        }

        return values;
    }
}
