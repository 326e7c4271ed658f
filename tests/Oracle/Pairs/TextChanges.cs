using System.Text;

namespace KubectlWebhookCert.Tests.Oracle;

/// <summary>How the two texts are written: what people, editors and templates do to PEM.</summary>
internal static class TextChanges
{
    private static readonly (string Name, int Weight, Func<string, Draws, string> Change)[] Changes =
    [
        ("carriage returns", 15, (text, _) => text.Replace("\n", "\r\n", StringComparison.Ordinal)),
        ("text around", 20, (text, draws) => Around(text, draws.Of(
            "# a comment\n", "subject=CN = x\n\n", "----- none -----\n", "a: b\n", "\r\n", "\n\n"))),
        ("something glued to it", 10, (text, draws) => Around(text, draws.Of("x", " ", "\u00ef\u00bb\u00bf", "\0"))),
        ("no last line break", 10, (text, _) => text.TrimEnd('\n')),
        ("cut at the end", 25, (text, draws) => text[..Math.Max(0, text.Length - draws.Next(120))]),
        ("cut in the middle", 10, (text, draws) => text[..draws.Next(text.Length + 1)]),
        ("other line breaks", 15, (text, draws) => text.Replace(
            "\n", draws.Of("\n  ", " \n", "\t\n", "\n\t", "\n\n", "\r", "\v\n"), StringComparison.Ordinal)),
        ("no line breaks", 10, (text, draws) => text.Replace("\n", draws.Of("", "\\n", " "), StringComparison.Ordinal)),
        ("lines of another length", 20, (text, draws) => Wrap(text, draws.Of(1, 7, 63, 65, 76, 100_000))),
        ("odd ends", 25, (text, draws) => draws.Next(6) switch
        {
            0 => text.Replace("-----END ", "-----END X", StringComparison.Ordinal),
            1 => text.Replace("-----\n", "----\n", StringComparison.Ordinal),
            2 => text.Replace("-----\n", "-----  \n", StringComparison.Ordinal),
            3 => text.TrimEnd('\n') + " x\n",
            4 => text.Replace("-----\n-----", "----------", StringComparison.Ordinal),
            _ => text + text.Replace("-----END ", "-----END", StringComparison.Ordinal),
        }),
        ("odd base64", 25, (text, draws) => draws.Next(6) switch
        {
            0 => text.Replace("=", "", StringComparison.Ordinal),
            1 => text.Replace("\n-----END", "=\n-----END", StringComparison.Ordinal),
            2 => text.Replace("\n-----END", "!\n-----END", StringComparison.Ordinal),
            3 => text.Replace('+', '-').Replace('/', '_'),
            4 => text.Replace("\n-----END", "\n=AbCd\n-----END", StringComparison.Ordinal),
            _ => text.Replace("=", " =\r\n\t", StringComparison.Ordinal),
        }),
        ("odd headers", 20, (text, draws) => text.Replace(
            "-----\n", "-----\n" + draws.Of("a: b\n", "nothing\n", ": \n\n", "\n", "a:\n b\n\n", "\n\n\n"), StringComparison.Ordinal)),
        ("base64 twice", 10, (text, _) => Convert.ToBase64String(Encoding.Latin1.GetBytes(text))),
        ("another text", 15, (_, draws) => draws.Of(
            "", "\n", " ", "\0", "null", "changeme", "-----BEGIN PRIVATE KEY-----", "-----END CERTIFICATE-----\n", "MIIE")),
        ("flipped bit", 40, Flip),
    ];

    public static IReadOnlyList<PairChange> All { get; } =
    [
        .. Changes.Select(change => new PairChange($"key text: {change.Name}", PairPart.KeyText, (pair, draws) =>
            pair.KeyTextChanges.Add(Tweak(change.Change, draws))) { Weight = change.Weight }),
        .. Changes.Select(change => new PairChange($"certificate text: {change.Name}", PairPart.CertificateText, (pair, draws) =>
            pair.CertificateTextChanges.Add(Tweak(change.Change, draws))) { Weight = change.Weight / 2 }),
    ];

    // A text can be written more than once, and is the same each time.
    private static Action<PairText> Tweak(Func<string, Draws, string> change, Draws draws)
    {
        var seed = draws.NextNumber();
        return text => text.Tweaks.Add(
            bytes => Encoding.Latin1.GetBytes(change(Encoding.Latin1.GetString(bytes), new Draws(seed))));
    }

    private static string Around(string text, string other) => other + text + other;

    private static string Wrap(string text, int length)
    {
        var lines = text.Replace("-----\n", "-----\0", StringComparison.Ordinal).Replace("\n-----", "\0-----", StringComparison.Ordinal)
            .Replace("\n", "", StringComparison.Ordinal).Split('\0');
        return string.Concat(lines.Select(line => line.StartsWith('-')
            ? line + "\n"
            : string.Concat(line.Chunk(length).Select(part => new string(part) + "\n"))));
    }

    private static string Flip(string text, Draws draws)
    {
        if (text.Length == 0)
        {
            return text;
        }

        var at = draws.Next(text.Length);
        return $"{text[..at]}{(char)(text[at] ^ (1 << draws.Next(8)))}{text[(at + 1)..]}";
    }
}
