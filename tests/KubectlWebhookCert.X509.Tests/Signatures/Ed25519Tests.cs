using System.Globalization;
using System.Numerics;
using KubectlWebhookCert.X509.Keys;

namespace KubectlWebhookCert.X509.Tests.Signatures;

public sealed class Ed25519Tests
{
    private const string Identity = "0100000000000000000000000000000000000000000000000000000000000000";
    private const string Zero = "0000000000000000000000000000000000000000000000000000000000000000";
    private const string Order2 = "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f";
    private const string IdentityNotReduced = "eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f";
    private const string IdentityOfMinusZero = "0100000000000000000000000000000000000000000000000000000000000080";
    private const string NoPoint = "0200000000000000000000000000000000000000000000000000000000000000";

    private static readonly BigInteger Order =
        BigInteger.Pow(2, 252) + BigInteger.Parse("27742317777372353535851937790883648493", CultureInfo.InvariantCulture);

    public static TheoryData<int> Vectors => [.. Enumerable.Range(0, Rfc8032Vectors.All.Length)];

    [Theory]
    [MemberData(nameof(Vectors))]
    public void Accepts_the_vectors_of_RFC_8032(int vector)
    {
        var (seed, publicKey, message, signature) = Rfc8032Vectors.All[vector];

        Assert.Equal(publicKey, Convert.ToHexStringLower(Ed25519.PublicKey(Convert.FromHexString(seed))));
        Assert.True(Verify(publicKey, message, signature));
    }

    [Theory]
    [MemberData(nameof(Vectors))]
    public void Refuses_them_with_any_octet_changed(int vector)
    {
        var (_, publicKey, message, signature) = Rfc8032Vectors.All[vector];
        for (var i = 0; i < 64; i++)
        {
            Assert.False(Verify(publicKey, message, Flip(signature, i)));
            Assert.False(Verify(Flip(publicKey, i / 2), message, signature));
        }

        Assert.False(Verify(publicKey, message + "00", signature));
    }

    [Fact]
    public void Refuses_an_S_that_is_not_reduced()
    {
        var (_, publicKey, message, signature) = Rfc8032Vectors.All[1];
        var octets = Convert.FromHexString(signature);
        var s = new BigInteger(octets.AsSpan(32), isUnsigned: true) + Order;
        Assert.True(s.TryWriteBytes(octets.AsSpan(32), out _, isUnsigned: true));

        Assert.False(Verify(publicKey, message, Convert.ToHexString(octets)));
    }

    [Theory]
    [InlineData("")]
    [InlineData("00")]
    [InlineData(Identity)]
    [InlineData(Identity + Zero + "00")]
    public void Refuses_signatures_of_another_length(string signature) => Assert.False(Verify(Identity, "", signature));

    // Each of these keys is the neutral point, whatever it is multiplied by: R = 0, S = 0 satisfies the equation.
    [Theory]
    [InlineData(Identity, Identity, true)]
    [InlineData(IdentityNotReduced, Identity, true)]
    [InlineData(IdentityOfMinusZero, Identity, true)]
    [InlineData(Identity, IdentityNotReduced, false)]
    [InlineData(Identity, IdentityOfMinusZero, false)]
    [InlineData(Identity, Order2, false)]
    [InlineData(NoPoint, Identity, false)]
    public void Takes_any_encoding_of_the_key_and_only_the_canonical_one_of_R(string publicKey, string r, bool accepted) =>
        Assert.Equal(accepted, Verify(publicKey, "", r + Zero));

    // With a key of order 2, half of the messages ask for R = 0 and half for R of order 2: never both, as a check with the cofactor would.
    [Fact]
    public void Points_of_small_order_are_not_multiplied_away()
    {
        var fits = 0;
        for (var message = 0; message < 32; message++)
        {
            var text = message.ToString("x2", CultureInfo.InvariantCulture);
            fits += Verify(Order2, text, Identity + Zero) ? 1 : 0;
        }

        Assert.InRange(fits, 1, 31);
    }

    private static bool Verify(string publicKey, string message, string signature) =>
        Ed25519.Verify(Convert.FromHexString(publicKey), Convert.FromHexString(message), Convert.FromHexString(signature));

    private static string Flip(string hex, int octet)
    {
        var octets = Convert.FromHexString(hex);
        octets[octet] ^= 1;
        return Convert.ToHexString(octets);
    }
}
