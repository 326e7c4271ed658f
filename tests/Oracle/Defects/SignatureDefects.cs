namespace KubectlWebhookCert.Tests.Oracle;

/// <summary>Signatures.</summary>
internal static class SignatureDefects
{
    public static IReadOnlyList<Defect> All { get; } =
    [
        new("leaf signed by another key", ReasonKind.UnknownAuthority, (scenario, draws) =>
            scenario.Leaf.SigningKey = scenario.Keys.OtherThan(scenario.Issuer.Key, draws)) { Subject = "leaf signature", Weight = 20 },
        new("issuer signed by another key", null, (scenario, draws) =>
            scenario.Issuer.SigningKey = scenario.Keys.OtherThan((scenario.Issuer.Issuer ?? scenario.Issuer).Key, draws)),
        new("leaf signature changed", null, (scenario, draws) =>
        {
            var position = draws.Next(1000);
            var bit = (byte)(1 << draws.Next(8));
            scenario.Leaf.SignatureTweak = signature => Flip(signature, position, bit);
        }) { Weight = 20 },
        new("signature cut or longer", null, (scenario, draws) =>
        {
            var cut = draws.Of(0, 1, 8, 32, 1000);
            DateDefects.Any(scenario, draws).SignatureTweak = signature =>
                cut == 0 ? [.. signature, 0] : signature[..Math.Max(0, signature.Length - cut)];
        }),
        new("sound scheme", null, (scenario, draws) => SetScheme(scenario, draws, draws.Of(SignatureScheme.Sound))) { Weight = 25 },
        new("PSS", ReasonKind.Accepted, (scenario, draws) =>
        {
            scenario.Issuer.Key = draws.Of(scenario.Keys.Rsa);
            scenario.Leaf.Scheme = draws.Of(SignatureScheme.Sha256WithPss, SignatureScheme.Sha384WithPss, SignatureScheme.Sha512WithPss);
        }),
        new("SHA-1 leaf", ReasonKind.UnknownAuthority, (scenario, draws) =>
            SetWeak(scenario, scenario.Leaf, draws, SignatureScheme.Sha1WithRsa, SignatureScheme.Sha1WithEcdsa)),
        new("SHA-1 issuer", null, (scenario, draws) => SetWeak(
            scenario, scenario.Issuer, draws, SignatureScheme.Sha1WithRsa, SignatureScheme.Sha1WithEcdsa)),
        new("SHA-1 of ISO", ReasonKind.UnknownAuthority, (scenario, draws) =>
            SetWeak(scenario, scenario.Leaf, draws, SignatureScheme.Sha1WithRsaOfIso, SignatureScheme.Sha1WithEcdsa)),
        new("MD5 leaf", ReasonKind.UnknownAuthority, (scenario, draws) =>
        {
            scenario.Issuer.Key = draws.Of(scenario.Keys.Rsa);
            scenario.Leaf.Scheme = SignatureScheme.Md5WithRsa;
        }),
        new("MD2, or SHA-224", ReasonKind.UnknownAuthority, (scenario, draws) =>
        {
            scenario.Issuer.Key = draws.Of(scenario.Keys.Rsa);
            scenario.Leaf.Scheme = draws.Of(SignatureScheme.Md2WithRsa, SignatureScheme.Sha224WithRsa);
        }),
        new("odd scheme", null, (scenario, draws) => SetScheme(scenario, draws, draws.Of(SignatureScheme.Odd))) { Weight = 25 },
        new("algorithms differ", ReasonKind.CertificateMalformed, (scenario, draws) =>
        {
            scenario.Leaf.Scheme = SignatureScheme.Sha256WithEcdsa;
            scenario.Leaf.OuterScheme = draws.Of(SignatureScheme.Sha384WithEcdsa, SignatureScheme.Sha256WithRsa, SignatureScheme.Odd[^1]);
        }),
    ];

    private static void SetScheme(Scenario scenario, Draws draws, SignatureScheme scheme) =>
        DateDefects.Any(scenario, draws).Scheme = scheme;

    private static void SetWeak(Scenario scenario, CertificateSpec certificate, Draws draws, SignatureScheme rsa, SignatureScheme ecdsa)
    {
        var issuer = certificate.Issuer ?? certificate;
        issuer.Key = draws.Chance(50) ? draws.Of(scenario.Keys.Rsa) : draws.Of(scenario.Keys.Common);
        certificate.Scheme = issuer.Key.Kind == KeyKind.Rsa ? rsa : ecdsa;
    }

    private static byte[] Flip(byte[] bytes, int position, byte bits)
    {
        bytes[position % bytes.Length] ^= bits;
        return bytes;
    }
}
