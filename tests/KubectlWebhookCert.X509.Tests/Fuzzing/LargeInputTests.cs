using System.Globalization;
using System.Text;
using KubectlWebhookCert.X509.Extensions;
using KubectlWebhookCert.X509.Issuing;
using KubectlWebhookCert.X509.Pem;
using KubectlWebhookCert.X509.Tests.Making;
using KubectlWebhookCert.X509.Verification;
using KubectlWebhookCert.X509.Verification.KeyPairs;

namespace KubectlWebhookCert.X509.Tests.Fuzzing;

/// <summary>
/// A megabyte of the worst that was thought of: each row is slow where something is looked for again and again. The quickest of
/// a few runs counts, since the first ones compile; a quadratic reading takes minutes.
/// </summary>
public sealed class LargeInputTests
{
    private const int Size = 1 << 20;
    private const int Runs = 12;
    private const int LargeNumber = 700_000;

    // 100 ms on an idle machine; what grows with the square of its input takes minutes, and shared processors are not all alike
    private static readonly TimeSpan Limit = TimeSpan.FromMilliseconds(300);

    public static TheoryData<string, string, string> Texts => new()
    {
        { "", "-----BEGIN A-----\n", "" },
        { "", "-----BEGIN A-----\n", "\n-----END A-----\n" },
        { "", "-----BEGIN A-----\nQUJD\n", "\n-----END A-----" + new string(' ', Size / 4) + "x\n" },
        { "", "-----BEGIN A:b-----\n-----END A:b-----\n", "" },
        { "", "-----BEGIN A-----\n-----END A-----x\n", "" },
        { "", "-----BEGIN A-----\nx\n-----END A-----\n", "" },
        { "", "-----BEGIN A-----\n-----END A-----\n", "" },
        { "", "-----BEGIN CERTIFICATE-----\nMAA=\n-----END CERTIFICATE-----\n", "" },
        { "", "-----BEGIN PRIVATE KEY-----\nMAA=\n-----END PRIVATE KEY-----\n", "" },
        { "", "-----BEGIN -----BEGIN ", "\n-----END A-----\n" },
        { "-----BEGIN A-----\n", "k: v\n", "" },
        { "-----BEGIN A-----\n", "QUJD\n", "\n-----END A-----\n" },
        { "-----BEGIN A-----\n", "QUJD", "" },
        { "-----BEGIN ", "A", "-----\n" },
        { "", "-----", "" },
        { "", "\n-----END ", "" },
        { "", "\n", "" },
        { "", "A", "" },
    };

    public static TheoryData<string> RsaNumberNames =>
    [
        "version", "modulus", "public exponent", "private exponent", "first prime", "second prime", "first exponent", "second exponent",
        "coefficient",
    ];

    public static TheoryData<string> Certificates => [.. MakeCertificates().Keys];

    [Theory]
    [MemberData(nameof(Texts))]
    public void A_megabyte_of_text_takes_no_time(string start, string repeated, string end)
    {
        var text = Encoding.ASCII.GetBytes(start + string.Concat(Enumerable.Repeat(repeated, Size / repeated.Length)) + end);

        Measure(() => Assert.True(CertificateBundle.Read(text, PemRules.Classic).Problems.Length <= PemReader.MostProblems + 1));
        Measure(() => Assert.True(CertificateBundle.Read(text, PemRules.Current).Problems.Length <= PemReader.MostProblems + 1));
        Measure(() => PrivateKey.TryRead(text, out _, out _));
        Assert.All(FuzzTarget.Versions, version => Measure(() => FuzzTarget.Judge(text, new byte[] { 5, 0 }, version)));
        Assert.All(FuzzTarget.Versions, version => MeasurePair(text, text, version));
    }

    [Theory]
    [MemberData(nameof(Certificates))]
    public void A_certificate_of_a_megabyte_takes_no_time(string name)
    {
        var certificate = MakeCertificates()[name]().Encode();
        Assert.InRange(certificate.Length, Size / 2, Size * 2);

        Measure(() => Read(certificate));
        var bundle = CertificatePem.Write(Draft.Authority().Sign());
        Assert.All(FuzzTarget.Versions, version => Measure(() => FuzzTarget.Judge(bundle, certificate, version)));
    }

    [Theory]
    [InlineData(0x02)]
    [InlineData(0x04)]
    [InlineData(0x30)]
    public void A_key_of_a_megabyte_takes_no_time(byte tag)
    {
        var element = RawCertificate.Element(tag, new byte[Size - 100].AsSpan());
        byte[] one = [2, 1, 1];
        byte[] version = [2, 1, 0];
        var key = RawCertificate.Sequence(version, element, one, one, one, one, one, one, one);

        Measure(() => PrivateKey.TryRead(Making.Make.Pem("PRIVATE KEY", key), out _, out _));
    }

    [Theory]
    [MemberData(nameof(RsaNumberNames))]
    public void A_key_pair_with_an_RSA_number_of_700_kilobytes_takes_no_time(string name)
    {
        var number = Random(LargeNumber);
        number[0] = 0x55;
        var position = RsaNumberNames.ToList().FindIndex(row => row.Data == name);
        var numbers = Enumerable.Range(0, RsaNumberNames.Count).Select(i => i == position ? number : [1]).ToList();
        var encoding = RawCertificate.Sequence([.. numbers.Select(octets => RawCertificate.Element(2, octets))]);

        MeasureKey(encoding);
        MeasureKey(RsaNumbers.Wrap("1.2.840.113549.1.1.1", [5, 0], encoding));
    }

    [Theory]
    [InlineData(0x02)]
    [InlineData(0x04)]
    [InlineData(0x30)]
    public void A_key_pair_with_a_key_of_a_megabyte_takes_no_time(byte tag)
    {
        var element = RawCertificate.Element(tag, Random(Size - 100));

        MeasureKey(element);
        MeasureKey(RawCertificate.Sequence([2, 1, 1], element));
        MeasureKey(RsaNumbers.Wrap("1.2.840.10045.2.1", RawCertificate.Oid("1.2.840.10045.3.1.7"), RawCertificate.Sequence([2, 1, 1], element)));
        MeasureKey(RsaNumbers.Wrap("1.2.840.113549.1.1.1", [5, 0], element));
        MeasureKey(RsaNumbers.Wrap("1.3.101.112", [], element));
    }

    [Theory]
    [InlineData(0x01)]
    [InlineData(0x83)]
    public void A_key_pair_with_an_identifier_of_a_megabyte_takes_no_time(byte octet)
    {
        byte[] arcs = [.. Enumerable.Repeat<byte[]>([octet, 0x7f], Size / 2).SelectMany(arc => arc)];
        var identifier = RawCertificate.Element(6, arcs);
        var curve = RawCertificate.Element(0xa0, identifier);
        var ec = RawCertificate.Sequence([2, 1, 1], [4, 1, 1], curve);

        MeasureKey(ec);
        MeasureKey(RsaNumbers.Wrap("1.2.840.10045.2.1", identifier, RawCertificate.Sequence([2, 1, 1], [4, 1, 1])));
        MeasureKey(RsaNumbers.Wrap("1.2.840.10045.2.1", RawCertificate.Oid("1.2.840.10045.3.1.7"), ec));
        MeasureKey(RawCertificate.Sequence([2, 1, 0], RawCertificate.Sequence(identifier), [4, 1, 0]));
        MeasureKey(RawCertificate.Sequence([2, 1, 0], RawCertificate.Sequence(identifier), [5, 0]));
    }

    [Fact]
    public void A_key_pair_with_many_primes_takes_no_time()
    {
        var rsa = new RsaNumbers(Making.Make.RsaKey);
        byte[] one = RawCertificate.Sequence([2, 1, 3], [2, 1, 1], [2, 1, 1]);
        foreach (var count in new[] { 60, 1000, Size / one.Length })
        {
            var list = RawCertificate.Element(0x30, Enumerable.Repeat(one, count).SelectMany(octets => octets).ToArray());
            MeasureKey((rsa with { Version = 1, More = list }).Encode());
        }
    }

    private static void MeasureKey(byte[] encoding)
    {
        var certificate = CertificatePem.Write(Draft.Authority().Sign());
        var key = Making.Make.Pem("PRIVATE KEY", encoding);
        Assert.All(FuzzTarget.Versions, version => MeasurePair(certificate, key, version));
    }

    private static void MeasurePair(byte[] certificate, byte[] key, GoVersion version)
    {
        Measure(() => Assert.NotNull(KeyPairVerifier.Verify(certificate, key, version)));
        Measure(() => Assert.NotEqual(KeyLoaders.Sec1 | KeyLoaders.Pkcs8, KeyPairVerifier.FindLoaders(key, version)));
    }

    private static byte[] Random(int length)
    {
        var draws = new Draws(1);
        var octets = new byte[length];
        for (var i = 0; i < length; i++)
        {
            octets[i] = (byte)draws.Next(256);
        }

        return octets;
    }

    private static void Read(byte[] certificate)
    {
        try
        {
            Assert.NotNull(Certificate.Parse(certificate).ToString());
        }
        catch (DerFormatException exception)
        {
            Assert.NotEmpty(exception.What);
        }
    }

    private static void Measure(Action run)
    {
        var quickest = TimeSpan.MaxValue;
        for (var i = 0; i < Runs && quickest > Limit; i++)
        {
            var before = ThreadTime();
            run();
            var taken = ThreadTime() - before;
            quickest = taken < quickest ? taken : quickest;
        }

        Assert.True(quickest < Limit, $"took {quickest}");
    }

    // The processor's time, not the clock's: the machine may be doing something else.
    private static TimeSpan ThreadTime()
    {
        var nanoseconds = File.ReadAllText("/proc/thread-self/schedstat").Split(' ')[0];
        return TimeSpan.FromTicks(long.Parse(nanoseconds, CultureInfo.InvariantCulture) / 100);
    }

    private static Dictionary<string, Func<RawCertificate>> MakeCertificates() => new()
    {
        ["names"] = () => WithExtension(ExtensionOids.SubjectAltName, Many(0x82, 60, i => $"{i:x60}")),
        ["wildcard names"] = () => WithExtension(ExtensionOids.SubjectAltName, Many(0x82, 60, i => $"*.{i:x58}")),
        ["mail addresses"] = () => WithExtension(ExtensionOids.SubjectAltName, Many(0x81, 60, i => $"{i:x}@{i:x50}")),
        ["URIs"] = () => WithExtension(ExtensionOids.SubjectAltName, Many(0x86, 60, i => $"http://{i:x50}/")),
        ["one long name"] = () => WithExtension(ExtensionOids.SubjectAltName, RawCertificate.Element(0x82, string.Concat(Enumerable.Repeat("a.", Size / 2)))),
        ["constraints"] = () => WithExtension(ExtensionOids.NameConstraints, RawCertificate.Element(
            0xa1, Enumerable.Range(0, Size / 64).SelectMany(i => RawCertificate.Sequence(RawCertificate.Element(0x82, $"{i:x56}"))).ToArray())),
        ["purposes"] = () => WithExtension(ExtensionOids.ExtendedKeyUsage, Policies(5, policy => policy)),
        ["policies"] = () => WithExtension(ExtensionOids.CertificatePolicies, Policies(7, policy => RawCertificate.Sequence(policy))),
        ["extensions"] = () => new RawCertificate
        {
            Extensions = [.. Enumerable.Range(0, Size / 32).Select(i => RawCertificate.Extension(FormattableString.Invariant($"1.2.3.{i}"), true, new byte[16]))],
        },
        ["subject"] = () => new RawCertificate
        {
            Subject = RawCertificate.Name([.. Enumerable.Range(0, Size / 32).Select(i => ((byte)0x0c, "2.5.4.3", FormattableString.Invariant($"{i:d16}")))]),
        },
        ["serial number"] = () => new RawCertificate { Serial = RawCertificate.Element(2, Enumerable.Repeat((byte)0x55, Size).ToArray()) },
        ["RSA modulus"] = () => new RawCertificate { PublicKey = RsaKey() },
    };

    private static byte[] Many(byte tag, int length, Func<int, string> name) => Enumerable.Range(0, Size / (length + 2))
        .SelectMany(i => RawCertificate.Element(tag, name(i)))
        .ToArray();

    private static byte[] Policies(int length, Func<byte[], byte[]> wrap) => Enumerable.Range(0, Size / length)
        .SelectMany(i => wrap([6, 4, 42, (byte)(0x80 | (i >> 14)), (byte)(0x80 | ((i >> 7) & 0x7f)), (byte)(i & 0x7f)]))
        .ToArray();

    private static RawCertificate WithExtension(string oid, byte[] content) => new()
    {
        Extensions = [RawCertificate.Extension(oid, false, RawCertificate.Element(0x30, content))],
    };

    private static byte[] RsaKey()
    {
        var modulus = Enumerable.Repeat((byte)0x55, Size).ToArray();
        var key = RawCertificate.Sequence(RawCertificate.Element(2, modulus), [2, 3, 1, 0, 1]);
        return RawCertificate.Sequence(
            RawCertificate.Sequence(RawCertificate.Oid("1.2.840.113549.1.1.1"), [5, 0]), RawCertificate.Element(3, [0, .. key]));
    }
}
