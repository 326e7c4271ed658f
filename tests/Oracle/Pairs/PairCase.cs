using System.Text;
using System.Text.Json;

namespace KubectlWebhookCert.Tests.Oracle;

/// <summary>A certificate and a key before both verifiers.</summary>
/// <param name="Seed">It comes from.</param>
/// <param name="Index">Which of the seed's pairs.</param>
/// <param name="Planted">Names of the changes in it.</param>
/// <param name="Certificate">PEM text, any bytes.</param>
/// <param name="Key">PEM text, any bytes.</param>
/// <param name="FirstKey">The key's text from its first private key on; empty where it has none.</param>
internal sealed record PairCase(
    ulong Seed, int Index, IReadOnlyList<string> Planted, byte[] Certificate, byte[] Key, byte[] FirstKey)
{
    /// <summary>Whether the first private key says that it is encrypted.</summary>
    public bool SaysEncrypted { get; init; }

    /// <summary>The question whether the two are a pair.</summary>
    public string PairQuestion() => Question("keypair", Certificate, Key);

    /// <summary>The question what the key's text is worth beside a certificate that nothing is wrong with.</summary>
    /// <param name="certificate">PEM text.</param>
    public string KeyQuestion(byte[] certificate) => Question("keypair", certificate, Key);

    /// <summary>The question who loads the key.</summary>
    public string LoaderQuestion() => Question("key", [], FirstKey);

    private static string Question(string operation, byte[] certificate, byte[] key)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteString("op", operation);
            json.WriteBase64String("cert", certificate);
            json.WriteBase64String("key", key);
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.ToArray());
    }
}
