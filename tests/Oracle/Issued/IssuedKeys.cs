using KubectlWebhookCert.X509.Issuing;

namespace KubectlWebhookCert.Tests.Oracle;

/// <summary>Keys of every algorithm that we make, made once: RSA of 4096 bits takes its time.</summary>
public sealed class IssuedKeys : IDisposable
{
    private readonly Dictionary<(KeyAlgorithm Algorithm, KeyUse Use), SigningKey> keys;

    /// <summary>Takes some seconds.</summary>
    public IssuedKeys() => keys = Algorithms
        .SelectMany(algorithm => Enum.GetValues<KeyUse>().Select(use => (Algorithm: algorithm, Use: use)))
        .AsParallel()
        .ToDictionary(wanted => wanted, wanted => SigningKey.Generate(wanted.Algorithm));

    internal static IReadOnlyList<KeyAlgorithm> Algorithms { get; } =
    [
        KeyAlgorithm.Rsa2048, KeyAlgorithm.Rsa3072, KeyAlgorithm.Rsa4096,
        KeyAlgorithm.EcdsaP256, KeyAlgorithm.EcdsaP384, KeyAlgorithm.EcdsaP521,
    ];

    internal IEnumerable<SigningKey> All => keys.Values;

    /// <summary>Lets go of them.</summary>
    public void Dispose()
    {
        foreach (var key in keys.Values)
        {
            key.Dispose();
        }
    }

    internal SigningKey Find(KeyAlgorithm algorithm, KeyUse use) => keys[(algorithm, use)];
}
