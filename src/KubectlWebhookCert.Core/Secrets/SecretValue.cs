using System.Text;
using KubectlWebhookCert.Core.Model;
using KubectlWebhookCert.X509;
using KubectlWebhookCert.X509.Pem;

namespace KubectlWebhookCert.Core.Secrets;

/// <summary>One value of a Secret, read for certificates and private keys.</summary>
/// <param name="DataKey">The key it lies under.</param>
/// <param name="IsEmpty">Whether nothing lies under it.</param>
/// <param name="Certificates">Its certificates, in order.</param>
/// <param name="PrivateKeys">Its private keys, in order.</param>
/// <param name="Problems">What in it cannot be read, each with the key; nothing of what it holds.</param>
internal sealed record SecretValue(
    string DataKey,
    bool IsEmpty,
    ValueList<Certificate> Certificates,
    ValueList<PrivateKey> PrivateKeys,
    ValueList<string> Problems)
{
    private static readonly ValueList<string> PemEndings = [".crt", ".pem", ".key", ".cert", ".cer"];

    /// <summary>Every value of a Secret, in order; <c>stringData</c> wins, as it does when the API server stores the Secret.</summary>
    public static ValueList<SecretValue> ReadAll(KubernetesObject secret)
    {
        List<SecretValue> values = [];
        foreach (var entry in secret.Json.Properties("data"))
        {
            if (secret.Json.At("stringData", entry.Name) is null)
            {
                values.Add(FromBase64(entry.Name, entry.Value.Text() ?? string.Empty));
            }
        }

        foreach (var entry in secret.Json.Properties("stringData"))
        {
            values.Add(Read(entry.Name, Encoding.UTF8.GetBytes(entry.Value.Text() ?? string.Empty)));
        }

        return values.ToValueList();
    }

    private static SecretValue FromBase64(string dataKey, string base64)
    {
        var buffer = new byte[(base64.Length / 4 * 3) + 3];
        return Convert.TryFromBase64String(base64, buffer, out var length)
            ? Read(dataKey, buffer.AsSpan(0, length))
            : new SecretValue(dataKey, false, [], [], [$"{dataKey}: not base64"]);
    }

    private static SecretValue Read(string dataKey, ReadOnlySpan<byte> bytes)
    {
        if (bytes.IsEmpty)
        {
            return new SecretValue(dataKey, true, [], [], []);
        }

        if (ElidedValue.Is(bytes))
        {
            return new SecretValue(dataKey, false, [], [], []);
        }

        // keystores, passwords and the like are not our business; what is called a PEM file and is none is
        if (bytes.IndexOf("-----BEGIN"u8) < 0 && !PemEndings.Any(ending => dataKey.EndsWith(ending, StringComparison.Ordinal)))
        {
            return new SecretValue(dataKey, false, [], [], []);
        }

        var content = PemReader.Read(bytes);
        List<Certificate> certificates = [];
        List<PrivateKey> privateKeys = [];
        List<string> problems = [.. content.Problems.Select(problem => $"{dataKey}: {problem}")];
        foreach (var block in content.Blocks)
        {
            try
            {
                if (block.Label == "CERTIFICATE")
                {
                    certificates.Add(Certificate.Parse(block.Bytes));
                }
                else if (block.IsPrivateKey)
                {
                    privateKeys.Add(PrivateKey.Read(block));
                }
            }
            catch (DerFormatException exception)
            {
                problems.Add($"{dataKey}: block {block.Ordinal}: certificate cannot be read: {exception.What}");
            }
            catch (PrivateKeyFormatException exception)
            {
                problems.Add($"{dataKey}: block {block.Ordinal}: private key cannot be read: {exception.Message}");
            }
        }

        return new SecretValue(dataKey, false, certificates.ToValueList(), privateKeys.ToValueList(), problems.ToValueList());
    }
}
