using System.Diagnostics;
using System.Text;
using KubectlWebhookCert.X509.Pem;
using KubectlWebhookCert.X509.Tests.Making;

namespace KubectlWebhookCert.X509.Tests;

/// <summary>Damaged certificates, keys and texts by a fixed seed: whatever comes, only our exceptions come out.</summary>
public sealed class HostileInputTests
{
    private const int Rounds = 20_000;
    private const int KeyRounds = 5_000;

    [Fact]
    public void Only_our_exceptions_come_out_of_certificates()
    {
        using var key = Make.EcKey();
        var rsa = Make.RsaKey;
        using var first = Make.SelfSigned(key, "CN=a, O=b", null, Make.Names());
        using var second = Make.SelfSigned(rsa, "CN=a", Make.From.AddYears(60), Make.Names(critical: true));
        var (read, refused) = (0, 0);

        foreach (var input in Damage(Rounds, [first.RawData, second.RawData, new RawCertificate().Encode()]))
        {
            try
            {
                var certificate = Certificate.Parse(input);
                Assert.NotNull(certificate.ToString());
                Assert.NotNull(certificate.SerialHex);
                read++;
            }
            catch (DerFormatException exception)
            {
                Assert.InRange(exception.Offset, 0, input.Length);
                refused++;
            }
        }

        Assert.True(read > Rounds / 20 && refused > Rounds / 20, $"{read} read, {refused} refused");
    }

    [Fact]
    public void Only_our_exceptions_come_out_of_private_keys()
    {
        using var key = Make.EcKey();
        var rsa = Make.RsaKey;
        var certificate = new RawCertificate().Parse();
        var (read, refused) = (0, 0);

        foreach (var input in Damage(KeyRounds, [key.ExportECPrivateKey(), key.ExportPkcs8PrivateKey(), rsa.ExportRSAPrivateKey(), rsa.ExportPkcs8PrivateKey()]))
        {
            try
            {
                Assert.NotNull(PrivateKey.Read(Make.Pem("PRIVATE KEY", input)).ToString());
                read++;
            }
            catch (PrivateKeyFormatException)
            {
                refused++;
            }

            if (read % 16 == 0 && PrivateKey.TryRead(Make.Pem("PRIVATE KEY", input), out var again, out _))
            {
                _ = again?.Matches(certificate);
            }
        }

        Assert.True(read > 0 && refused > KeyRounds / 20, $"{read} read, {refused} refused");
    }

    [Fact]
    public void No_exception_comes_out_of_texts()
    {
        using var key = Make.EcKey();
        byte[] text = [.. Make.Pem("CERTIFICATE", new RawCertificate().Encode()), .. Encoding.ASCII.GetBytes("-----BEGIN EC PRIVATE KEY-----\nProc-Type: 4,ENCRYPTED\n\n"), .. Make.Pem("EC PRIVATE KEY", key.ExportECPrivateKey())];

        foreach (var input in Damage(Rounds, [text, Make.Pem("CERTIFICATE", [1])]))
        {
            foreach (var rules in new[] { PemRules.Classic, PemRules.Current })
            {
                var bundle = CertificateBundle.Read(input, rules);
                Assert.All(bundle.Problems, problem => Assert.InRange(problem.Offset, 0, input.Length));
            }

            PrivateKey.TryRead(input, out _, out _);
        }
    }

    [Fact]
    public void A_certificate_of_a_megabyte_takes_no_time()
    {
        var values = RawCertificate.Element(0x82, new string('a', 60));
        byte[] names = [.. Enumerable.Repeat(values, 16_000).SelectMany(name => name)];
        var certificate = new RawCertificate
        {
            Extensions = [RawCertificate.Extension("2.5.29.17", false, RawCertificate.Element(0x30, names))],
        };
        var encoding = certificate.Encode();
        var watch = Stopwatch.StartNew();

        Assert.Equal(16_000, Certificate.Parse(encoding).AlternativeNames.DnsNames.Length);
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(1), $"took {watch.Elapsed}");
    }

    private static IEnumerable<byte[]> Damage(int rounds, byte[][] originals)
    {
        var random = new Pseudo(20240102);
        for (var round = 0; round < rounds; round++)
        {
            var bytes = originals[round % originals.Length].ToList();
            for (var edits = 1 + random.Next(3); edits > 0 && bytes.Count > 0; edits--)
            {
                var at = random.Next(bytes.Count);
                switch (random.Next(6))
                {
                    case 0:
                        bytes.RemoveRange(at, random.Next(50) == 0 ? bytes.Count - at : 1);
                        break;
                    case 1:
                        bytes.Insert(at, (byte)random.Next(256));
                        break;
                    case 2:
                        bytes[at] ^= (byte)(1 << random.Next(8));
                        break;
                    case 3:
                        bytes[at] = new byte[] { 0, 0x7f, 0x80, 0x81, 0x84, 0xff }[random.Next(6)];
                        break;
                    default:
                        bytes[at] = (byte)random.Next(256);
                        break;
                }
            }

            yield return [.. bytes];
        }
    }

    /// <summary>The same numbers on every runtime, so that a failure can be met again.</summary>
    private sealed class Pseudo(uint state)
    {
        private ulong state = state;

        public int Next(int limit)
        {
            state = (state * 6364136223846793005) + 1442695040888963407;
            return (int)((state >> 33) % (ulong)limit);
        }
    }
}
