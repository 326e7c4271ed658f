using KubectlWebhookCert.Core.Model;

namespace KubectlWebhookCert.Core.Rules;

/// <summary>What cannot be read in a Secret: about a private key, or about a certificate.</summary>
internal static class SecretProblems
{
    public const string InCertificate = "certificate cannot be read";
    private const string InKey = "private key cannot be read";

    /// <summary>Those about private keys.</summary>
    public static ValueList<string> OfKeys(SecretContent content) => content.Problems.Where(IsAboutKey).ToValueList();

    /// <summary>Those about certificates.</summary>
    public static ValueList<string> OfCertificates(SecretContent content) =>
        content.Problems.Where(problem => !IsAboutKey(problem)).ToValueList();

    /// <summary>The key of the Secret that a problem is in.</summary>
    public static string DataKey(string problem) => problem[..problem.IndexOf(':', StringComparison.Ordinal)];

    // what is no PEM at all is told by its name
    private static bool IsAboutKey(string problem) =>
        problem.Contains(InKey, StringComparison.Ordinal)
        || (!problem.Contains(InCertificate, StringComparison.Ordinal)
            && DataKey(problem).Contains("key", StringComparison.OrdinalIgnoreCase));
}
