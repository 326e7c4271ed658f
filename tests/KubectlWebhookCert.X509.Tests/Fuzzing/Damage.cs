namespace KubectlWebhookCert.X509.Tests.Fuzzing;

/// <summary>Damages good inputs: bits, octets, lengths, pieces cut out, doubled, or taken from elsewhere.</summary>
internal static class Damage
{
    private const int LongestPiece = 200;

    private static readonly byte[] Telling = [0, 1, 0x7f, 0x80, 0x81, 0x82, 0x84, 0x88, 0xff, (byte)'-', (byte)'\n', (byte)'='];

    /// <summary>One damaged input; which, follows from seed and number alone.</summary>
    public static byte[] Make(IReadOnlyList<byte[]> originals, ulong seed, int number)
    {
        var draws = new Draws((seed << 32) ^ (ulong)number * 0x9e3779b97f4a7c15);
        draws.Next(1);
        var bytes = originals[draws.Next(originals.Count)].ToList();
        for (var edits = 1 + draws.Next(4); edits > 0 && bytes.Count > 0; edits--)
        {
            Edit(bytes, originals, draws);
        }

        return [.. bytes];
    }

    private static void Edit(List<byte> bytes, IReadOnlyList<byte[]> originals, Draws draws)
    {
        var at = draws.Next(bytes.Count);
        var piece = Math.Min(1 + draws.Next(LongestPiece), bytes.Count - at);
        switch (draws.Next(10))
        {
            case 0:
                bytes.RemoveRange(at, draws.Next(20) == 0 ? bytes.Count - at : draws.Next(4) == 0 ? piece : 1);
                break;
            case 1:
                bytes.Insert(at, (byte)draws.Next(256));
                break;
            case 2:
                bytes.InsertRange(at, bytes.GetRange(at, piece));
                break;
            case 3:
                var other = originals[draws.Next(originals.Count)];
                var from = draws.Next(other.Length);
                bytes.InsertRange(at, other.AsSpan(from, Math.Min(piece, other.Length - from)).ToArray());
                break;
            case 4 or 5:
                bytes[at] = Telling[draws.Next(Telling.Length)];
                break;
            case 6:
                bytes[at]++;
                break;
            case 7:
                bytes[at] = (byte)draws.Next(256);
                break;
            default:
                bytes[at] ^= (byte)(1 << draws.Next(8));
                break;
        }
    }
}
