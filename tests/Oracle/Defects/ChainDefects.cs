namespace KubectlWebhookCert.Tests.Oracle;

/// <summary>What the server sends, what else is in the pool, and in which order.</summary>
internal static class ChainDefects
{
    public static IReadOnlyList<Defect> All { get; } =
    [
        new("another CA in the bundle", ReasonKind.UnknownAuthority, (scenario, draws) =>
        {
            scenario.Bundle.Clear();
            scenario.Bundle.Add(new BundleBlock(scenario.Authority("other", draws.Of(scenario.Keys.Common), null)));
        }) { Subject = "bundle", Weight = 20 },
        new("another CA of the same name", ReasonKind.UnknownAuthority, (scenario, draws) =>
        {
            scenario.Bundle.Clear();
            scenario.Bundle.Add(new BundleBlock(Imposter(scenario.Root, scenario, draws)));
        }) { Weight = 20 },
        new("the old CA of the same name too", ReasonKind.Accepted, (scenario, draws) =>
            scenario.Trust(draws.Next(2), new BundleBlock(Imposter(scenario.Root, scenario, draws)))) { Weight = 20 },
        new("strangers in the bundle", ReasonKind.Accepted, (scenario, draws) =>
        {
            foreach (var number in Enumerable.Range(0, 1 + draws.Next(4)))
            {
                scenario.Trust(draws.Next(scenario.Bundle.Count + 1),
                    new BundleBlock(scenario.Authority($"stranger {number}", scenario.Keys.Draw(draws), null)));
            }
        }),
        new("two roots that sign", null, (scenario, draws) =>
        {
            var twin = scenario.Root.Clone();
            twin.Serial = 4711;
            twin.NotAfter = draws.Chance(70) ? twin.NotAfter.AddDays(1) : scenario.At.AddDays(-1);
            scenario.Trust(draws.Next(scenario.Bundle.Count + 1), new BundleBlock(twin));
        }) { Weight = 15 },
        new("cross-signed", null, (scenario, draws) =>
        {
            var other = scenario.Authority("other root", scenario.Keys.Draw(draws), null);
            var crossed = scenario.Issuer.Clone();
            crossed.Issuer = other;
            crossed.Serial = 99;
            scenario.Send(Math.Min(scenario.Presented.Count, 1 + draws.Next(3)), new Presented(crossed));
            if (draws.Chance(60))
            {
                scenario.Trust(draws.Next(2), new BundleBlock(other));
            }
        }) { Weight = 25 },
        new("signed by each other", null, (scenario, draws) =>
        {
            var first = scenario.AddIntermediate(draws);
            var second = scenario.Authority("second", draws.Of(scenario.Keys.Common), first);
            var back = first.Clone();
            back.Issuer = second;
            back.Serial = 5;
            scenario.Send(1, new Presented(second));
            scenario.Send(1 + draws.Next(2), new Presented(back));
        }),
        new("the intermediate in the bundle", ReasonKind.Accepted, (scenario, draws) =>
        {
            var intermediate = scenario.AddIntermediate(draws);
            if (draws.Chance(50))
            {
                scenario.Bundle.Clear();
            }

            scenario.Bundle.Add(new BundleBlock(intermediate));
            if (draws.Chance(50))
            {
                scenario.Presented.RemoveAll(sent => sent.Certificate == intermediate);
            }
        }),
        new("the leaf in the bundle", ReasonKind.Accepted, (scenario, draws) =>
        {
            scenario.Trust(draws.Next(2), new BundleBlock(scenario.Leaf));
            if (draws.Chance(50))
            {
                scenario.Leaf.SigningKey = draws.Of(scenario.Keys.Common);
            }
        }) { Weight = 15 },
        new("self-signed leaf", null, (scenario, draws) =>
        {
            scenario.Leaf.Issuer = null;
            if (draws.Chance(50))
            {
                scenario.Leaf.IssuerName = scenario.Leaf.Subject;
                scenario.Bundle.Clear();
                scenario.Bundle.Add(new BundleBlock(scenario.Leaf));
            }
        }),
        new("intermediates missing", ReasonKind.UnknownAuthority, (scenario, draws) =>
        {
            scenario.AddIntermediate(draws);
            scenario.Presented.RemoveAll(sent => sent.Certificate != scenario.Leaf);
        }) { Weight = 15 },
        new("any order", null, (scenario, draws) =>
        {
            scenario.AddIntermediate(draws);
            for (var i = scenario.Presented.Count - 1; i > 0; i--)
            {
                var other = draws.Chance(90) ? 1 + draws.Next(i) : 0;
                (scenario.Presented[i], scenario.Presented[other]) = (scenario.Presented[other], scenario.Presented[i]);
            }
        }),
        new("all sent twice", ReasonKind.Accepted, (scenario, _) => scenario.Presented.AddRange([.. scenario.Presented])),
        new("root sent too", ReasonKind.Accepted, (scenario, _) => scenario.Presented.Add(new Presented(scenario.Root))),
        new("imposters sent", null, (scenario, draws) =>
        {
            var intermediate = scenario.AddIntermediate(draws);
            foreach (var _ in Enumerable.Range(0, 1 + draws.Next(3)))
            {
                scenario.Send(1 + draws.Next(scenario.Presented.Count), new Presented(Imposter(intermediate, scenario, draws)));
            }
        }) { Weight = 15 },
        new("garbage sent", ReasonKind.CertificateMalformed, (scenario, draws) =>
            scenario.Send(draws.Next(scenario.Presented.Count + 1),
                new Presented(null, draws.Of<byte[]>([], [0], [0x30, 0], [0x30, 0x80, 0, 0], draws.Bytes(50))))),
        new("nothing sent", ReasonKind.NothingPresented, (scenario, _) => scenario.Presented.Clear()) { Weight = 10 },
        new("bytes after the leaf", ReasonKind.CertificateMalformed, (scenario, _) => scenario.Leaf.Tweaks.Add(der => [.. der, 0])),
        new("leaf cut", ReasonKind.CertificateMalformed, (scenario, draws) =>
        {
            var cut = 1 + draws.Next(40);
            scenario.Leaf.Tweaks.Add(der => der[..^Math.Min(cut, der.Length)]);
        }),
        new("flipped bits of a certificate", null, (scenario, draws) =>
        {
            var flips = Enumerable.Range(0, 1 + draws.Next(2)).Select(
                _ => (At: draws.Next(1 << 20), Bit: (byte)(1 << draws.Next(8)))).ToArray();
            DateDefects.Any(scenario, draws).Tweaks.Add(der => Flip(der, flips));
        }) { Weight = 60 },
        // Each takes a signature check, and none is the one.
        new("more than 100 candidates", ReasonKind.SignatureLimit, (scenario, draws) =>
        {
            var imposter = Imposter(scenario.Issuer, scenario, draws);
            imposter.Key = scenario.Keys.Common[0] == scenario.Issuer.Key ? scenario.Keys.Common[1] : scenario.Keys.Common[0];
            // The key id puts them before the right one.
            imposter.KeyId = scenario.Issuer.KeyId ?? scenario.Issuer.Key.KeyId;
            foreach (var number in Enumerable.Range(0, draws.Of(101, 105)))
            {
                var clone = imposter.Clone();
                clone.Serial = number;
                scenario.Trust(0, new BundleBlock(clone));
            }
        }) { Weight = 8 },
        new("nearly 100 candidates", null, (scenario, draws) =>
        {
            var imposter = Imposter(scenario.Issuer, scenario, draws);
            imposter.KeyId = scenario.Issuer.KeyId ?? scenario.Issuer.Key.KeyId;
            foreach (var number in Enumerable.Range(0, draws.Of(97, 98, 99, 100)))
            {
                var clone = imposter.Clone();
                clone.Serial = number;
                scenario.Trust(0, new BundleBlock(clone));
            }
        }) { Weight = 3 },
    ];

    private static CertificateSpec Imposter(CertificateSpec certificate, Scenario scenario, Draws draws)
    {
        var imposter = certificate.Clone();
        imposter.Key = draws.Chance(80) ? scenario.Keys.OtherThan(certificate.Key, draws) : draws.Of(scenario.Keys.Rsa);
        imposter.Serial = 2000 + draws.Next(100);
        imposter.KeyId = draws.Chance(50) ? null : certificate.KeyId ?? certificate.Key.KeyId;
        if (draws.Chance(20))
        {
            imposter.NotAfter = scenario.At.AddDays(-3);
        }

        return imposter;
    }

    private static byte[] Flip(byte[] der, (int At, byte Bit)[] flips)
    {
        foreach (var (at, bit) in flips.Where(_ => der.Length > 0))
        {
            der[at % der.Length] ^= bit;
        }

        return der;
    }
}
