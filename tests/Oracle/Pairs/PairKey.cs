namespace KubectlWebhookCert.Tests.Oracle;

/// <summary>A key with its private half. Never printed.</summary>
/// <param name="Name">Says what it is: <c>p256-1</c>.</param>
/// <param name="Algorithm">As PKCS#8 names it, dotted.</param>
/// <param name="Parameters">Beside it, DER; may be empty.</param>
/// <param name="PublicKeyInfo">SubjectPublicKeyInfo, DER.</param>
internal sealed record PairKey(string Name, string Algorithm, byte[] Parameters, byte[] PublicKeyInfo)
{
    /// <summary>What an RSA key is made of.</summary>
    public RsaNumbers? Rsa { get; init; }

    /// <summary>What an EC key is made of.</summary>
    public EcNumbers? Ec { get; init; }

    /// <summary>What any other key is made of.</summary>
    public byte[] Seed { get; init; } = [];

    public override string ToString() => Name;

    public static PairKey OfNumbers(string name, RsaNumbers numbers) =>
        new(name, PrivateKeyInfo.Rsa, PrivateKeyInfo.Null, numbers.PublicKeyInfo()) { Rsa = numbers };
}
