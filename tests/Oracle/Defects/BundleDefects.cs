using System.Security.Cryptography;
using System.Text;

namespace KubectlWebhookCert.Tests.Oracle;

/// <summary>How the CA bundle is written.</summary>
internal static class BundleDefects
{
    private static readonly byte[] KeyInPem = MakeKey();

    public static IReadOnlyList<Defect> All { get; } =
    [
        new("carriage returns", ReasonKind.Accepted, (scenario, _) =>
            Text(scenario, text => text.Replace("\n", "\r\n", StringComparison.Ordinal))),
        new("text between", ReasonKind.Accepted, (scenario, draws) =>
            EachBlock(scenario, block => block with { Before = draws.Of(
                "# the CA\n", "subject=CN = x\n\n", "----- none -----\n", "a: b\n", "\r\n") })),
        new("headers in a block", ReasonKind.BundleUnreadable, (scenario, draws) =>
            EachBlock(scenario, block => block with { Headers = draws.Of("Proc-Type: 4\n\n", "a: b\nc: d\n\n", "x:y\n\n") })),
        new("odd headers", null, (scenario, draws) =>
            EachBlock(scenario, block => block with { Headers = draws.Of("a: b\n", "nothing\n", ": \n\n", "\n", "a:\n b\n\n", "\n\n\n") })),
        new("another label", ReasonKind.BundleUnreadable, (scenario, draws) =>
            EachBlock(scenario, block => block with { Label = draws.Of(
                "TRUSTED CERTIFICATE", "X509 CERTIFICATE", "certificate", "CERTIFICATE REQUEST") })) { Weight = 15 },
        new("odd label", null, (scenario, draws) =>
            EachBlock(scenario, block => block with { Label = draws.Of(
                "CERTIFICATE ", " CERTIFICATE", "", "CERTIFICATE-----X", "-", "CERT\tIFICATE") })),
        new("glued blocks", null, (scenario, draws) =>
        {
            scenario.Trust(draws.Next(2), new BundleBlock(scenario.Authority("other", draws.Of(scenario.Keys.Common), null)));
            Text(scenario, text => text.Replace("-----\n-----", "----------", StringComparison.Ordinal));
        }) { Weight = 15 },
        new("garbage in a block", null, (scenario, draws) =>
        {
            var garbage = new BundleBlock(null) { Bytes = draws.Of<byte[]>(
                [], [1, 2, 3], [0x30, 0], [0x30, 0x80, 0, 0], draws.Bytes(200)) };
            scenario.Trust(draws.Next(scenario.Bundle.Count + 1), garbage);
        }),
        new("only garbage in the block", ReasonKind.BundleUnreadable, (scenario, draws) =>
        {
            scenario.Bundle.Clear();
            scenario.Bundle.Add(new BundleBlock(null) { Bytes = draws.Of<byte[]>([], [1, 2, 3], [0x30, 0], draws.Bytes(100)) });
        }),
        new("duplicated blocks", ReasonKind.Accepted, (scenario, _) => scenario.Bundle.AddRange([.. scenario.Bundle])),
        new("DER", ReasonKind.BundleUnreadable, (scenario, _) =>
            Text(scenario, text => Encoding.Latin1.GetString(Convert.FromBase64String(Body(text))))) { Weight = 5 },
        new("base64 twice", ReasonKind.BundleUnreadable, (scenario, _) =>
            Text(scenario, text => Convert.ToBase64String(Encoding.Latin1.GetBytes(text)))) { Weight = 5 },
        new("a key before", ReasonKind.Accepted, (scenario, _) =>
            scenario.Trust(0, new BundleBlock(null) { Label = "PRIVATE KEY", Bytes = KeyInPem })),
        new("only a key", ReasonKind.BundleUnreadable, (scenario, _) =>
        {
            scenario.Bundle.Clear();
            scenario.Bundle.Add(new BundleBlock(null) { Label = "PRIVATE KEY", Bytes = KeyInPem });
        }),
        new("empty", ReasonKind.UnknownAuthority, (scenario, _) => scenario.BundleTweaks.Add(_ => [])),
        new("blank", ReasonKind.BundleUnreadable, (scenario, draws) =>
            Text(scenario, _ => draws.Of("\n", " ", "\0", "null", "-----BEGIN CERTIFICATE-----"))),
        new("no line breaks", null, (scenario, draws) => Text(scenario, text => draws.Chance(50)
            ? text.Replace("\n", "", StringComparison.Ordinal)
            : text.Replace("\n", "\\n", StringComparison.Ordinal))),
        new("other line length", ReasonKind.Accepted, (scenario, draws) =>
            EachBlock(scenario, block => block with { LineLength = draws.Of(1, 7, 63, 65, 76, 100_000) })),
        new("indented", null, (scenario, draws) => Text(scenario, text =>
            text.Replace("\n", draws.Of("\n  ", " \n", "\t\n", "\n\t", "\n\n", "\r", "\v\n"), StringComparison.Ordinal))),
        new("no last line break", ReasonKind.Accepted, (scenario, _) => Text(scenario, text => text.TrimEnd('\n'))),
        new("cut", null, (scenario, draws) =>
        {
            var cut = draws.Next(60);
            scenario.BundleTweaks.Add(text => text[..Math.Max(0, text.Length - cut)]);
        }),
        new("odd ends", null, (scenario, draws) => Text(scenario, text => draws.Next(7) switch
        {
            0 => text.Replace("-----END CERTIFICATE-----", "-----END CERT-----", StringComparison.Ordinal),
            1 => text.Replace("-----END CERTIFICATE-----", "-----END CERTIFICATE----", StringComparison.Ordinal),
            2 => text.Replace("-----END CERTIFICATE-----", "-----END CERTIFICATE-----  ", StringComparison.Ordinal),
            3 => text.Replace("-----END CERTIFICATE-----", "-----END CERTIFICATE----- x", StringComparison.Ordinal),
            4 => text.Replace("-----BEGIN CERTIFICATE-----", "-----BEGIN CERTIFICATE----- ", StringComparison.Ordinal),
            5 => text.Replace("-----BEGIN CERTIFICATE-----", "x-----BEGIN CERTIFICATE-----", StringComparison.Ordinal),
            _ => "-----BEGIN CERTIFICATE-----\n" + text,
        })) { Weight = 20 },
        new("odd base64", null, (scenario, draws) => Text(scenario, text => draws.Next(5) switch
        {
            0 => text.Replace("=", "", StringComparison.Ordinal),
            1 => text.Replace("\n-----END", "=\n-----END", StringComparison.Ordinal),
            2 => text.Replace("\n-----END", "!\n-----END", StringComparison.Ordinal),
            3 => text.Replace('+', '-').Replace('/', '_'),
            _ => text.Replace("\n-----END", "\n=AbCd\n-----END", StringComparison.Ordinal),
        })),
        new("flipped bits of the text", null, (scenario, draws) =>
        {
            var flips = Enumerable.Range(0, 1 + draws.Next(3)).Select(
                _ => (At: draws.Next(1 << 20), Bit: (byte)(1 << draws.Next(8)))).ToArray();
            scenario.BundleTweaks.Add(text =>
            {
                foreach (var (at, bit) in flips.Where(_ => text.Length > 0))
                {
                    text[at % text.Length] ^= bit;
                }

                return text;
            });
        }) { Weight = 30 },
    ];

    private static void Text(Scenario scenario, Func<string, string> change) =>
        scenario.BundleTweaks.Add(bytes => Encoding.Latin1.GetBytes(change(Encoding.Latin1.GetString(bytes))));

    private static void EachBlock(Scenario scenario, Func<BundleBlock, BundleBlock> change)
    {
        for (var i = 0; i < scenario.Bundle.Count; i++)
        {
            scenario.Bundle[i] = change(scenario.Bundle[i]);
        }
    }

    // The first block's base64; nothing where other defects left none.
    private static string Body(string text)
    {
        var lines = text.Split('\n').SkipWhile(line => !line.StartsWith("-----BEGIN", StringComparison.Ordinal)).Skip(1);
        var body = string.Concat(lines.TakeWhile(line => !line.StartsWith('-')));
        return Convert.TryFromBase64String(body, new byte[body.Length], out _) ? body : "";
    }

    private static byte[] MakeKey()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        return key.ExportPkcs8PrivateKey();
    }
}
