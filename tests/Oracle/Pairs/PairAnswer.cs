using System.Text.Json;
using KubectlWebhookCert.X509.Verification.KeyPairs;

namespace KubectlWebhookCert.Tests.Oracle;

/// <summary>What Go says of a pair.</summary>
/// <param name="Verdict">Of <c>tls.X509KeyPair</c>.</param>
/// <param name="Loaders">Who loads the key; null where a server of this Go panics.</param>
internal sealed record PairAnswer(OracleAnswer Verdict, KeyLoaders? Loaders)
{
    /// <summary>Asks all three questions.</summary>
    /// <param name="oracle">Whom.</param>
    /// <param name="asked">About what.</param>
    /// <param name="soundCertificate">PEM text of a certificate that nothing is wrong with, and that is not the key's.</param>
    public static async Task<PairAnswer> AskAsync(OracleProcess oracle, PairCase asked, byte[] soundCertificate)
    {
        var answers = await Task.WhenAll(
            oracle.AskAsync(asked.PairQuestion()),
            oracle.AskAsync(asked.KeyQuestion(soundCertificate)),
            oracle.AskAsync(asked.LoaderQuestion()));
        return new PairAnswer(OracleAnswer.Read(answers[0]), ReadLoaders(OracleAnswer.Read(answers[1]), answers[2]));
    }

    private static KeyLoaders? ReadLoaders(OracleAnswer beside, string line)
    {
        using var document = JsonDocument.Parse(line);
        var root = document.RootElement;
        if (beside.Panic is not null || root.TryGetProperty("panic", out _))
        {
            return null;
        }

        if (HasNoKey(beside.Text))
        {
            return KeyLoaders.None;
        }

        if (root.TryGetProperty("noBlock", out _))
        {
            throw new InvalidOperationException("X509KeyPair finds a private key where nobody put one");
        }

        return Taken(root, "pkcs1", KeyLoaders.Pkcs1) | Taken(root, "sec1", KeyLoaders.Sec1) | Taken(root, "pkcs8", KeyLoaders.Pkcs8)
            | (CanSign(beside) ? KeyLoaders.KeyPair : KeyLoaders.None);
    }

    private static bool HasNoKey(string text) => text is PairWords.NoKeyText or PairWords.CertificateForKey
        || text.StartsWith(PairWords.NoKey, StringComparison.Ordinal);

    // Beside a sound certificate, a key that is loaded is refused for being another's.
    private static bool CanSign(OracleAnswer beside) => beside.IsAccepted
        || PairWords.ProblemOf(beside.Text, saysEncrypted: false) is KeyPairProblem.KindsDiffer or KeyPairProblem.KeysDiffer;

    private static KeyLoaders Taken(JsonElement root, string name, KeyLoaders loader) =>
        root.GetProperty(name).GetProperty("ok").GetBoolean() ? loader : KeyLoaders.None;
}
