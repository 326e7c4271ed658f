using System.Collections.Immutable;
using System.Numerics;
using KubectlWebhookCert.X509.Der;

namespace KubectlWebhookCert.X509.Verification.KeyPairs;

/// <summary>RSAPrivateKey (RFC 8017 §A.1.2) before anything of it is judged. Never printed.</summary>
internal sealed class Pkcs1Fields
{
    /// <summary>RSA 16384 takes 9 KiB, and the arithmetic on what is inside must stay cheap.</summary>
    public const int LongestEncoding = 16 * 1024;

    private Pkcs1Fields(ref Asn1Reader fields)
    {
        Version = fields.ReadLong();
        Modulus = fields.ReadNumber();
        PublicExponent = fields.ReadLong();
        PrivateExponent = fields.ReadNumber();
        FirstPrime = fields.ReadNumber();
        SecondPrime = fields.ReadNumber();
        FirstExponent = fields.ReadOptionalNumber();
        SecondExponent = fields.ReadOptionalNumber();
        Coefficient = fields.ReadOptionalNumber();
        MorePrimes = fields.ReadOptional(DerTag.Sequence) is { } more ? ReadMorePrimes(more) : [];
    }

    public long Version { get; }

    public BigInteger Modulus { get; }

    public long PublicExponent { get; }

    public BigInteger PrivateExponent { get; }

    public BigInteger FirstPrime { get; }

    public BigInteger SecondPrime { get; }

    /// <summary>d mod (p - 1), or null.</summary>
    public BigInteger? FirstExponent { get; }

    /// <summary>d mod (q - 1), or null.</summary>
    public BigInteger? SecondExponent { get; }

    /// <summary>The inverse of q modulo p, or null.</summary>
    public BigInteger? Coefficient { get; }

    public ImmutableArray<BigInteger> MorePrimes { get; }

    public static Pkcs1Fields Read(ReadOnlyMemory<byte> der, out bool hasMore)
    {
        var reader = new Asn1Reader(der);
        var fields = reader.ReadStructure("pkcs1PrivateKey");
        var key = new Pkcs1Fields(ref fields);
        hasMore = !reader.IsEmpty;
        return key;
    }

    private static ImmutableArray<BigInteger> ReadMorePrimes(ReadOnlyMemory<byte> list)
    {
        if (list.Length > LongestEncoding)
        {
            throw new DerFormatException("too many primes", 0);
        }

        JudgeList(list);
        var primes = ImmutableArray.CreateBuilder<BigInteger>();
        var reader = new Asn1Reader(list);
        while (!reader.IsEmpty)
        {
            var fields = reader.ReadStructure("pkcs1AdditionalRSAPrime");
            primes.Add(fields.ReadNumber());
            fields.ReadNumber();
            fields.ReadNumber();
        }

        return primes.ToImmutable();
    }

    // Before it reads the first element, Go looks at the headers of all.
    private static void JudgeList(ReadOnlyMemory<byte> list)
    {
        var position = 0;
        while (position < list.Length)
        {
            var header = Asn1Header.Read(list.Span, ref position);
            if (!header.Is(DerTag.Sequence))
            {
                throw Asn1Error.Structure("sequence tag mismatch");
            }

            if (header.Length > list.Length - position)
            {
                throw Asn1Error.Syntax("truncated sequence");
            }

            position += header.Length;
        }
    }
}
