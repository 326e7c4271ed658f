using KubectlWebhookCert.X509.Verification;
using KubectlWebhookCert.X509.Verification.KeyPairs;

namespace KubectlWebhookCert.Tests.Oracle;

/// <summary>Puts a pair before our verifier and compares with Go's answer.</summary>
internal static class PairComparison
{
    /// <summary>The differences; none where the two agree.</summary>
    public static IEnumerable<Difference> Differences(PairCase asked, GoVersion version, PairAnswer answer)
    {
        // Where that Go dies there is nothing to agree with; but ours lives.
        var verdict = Describe(KeyPairVerifier.Verify(asked.Certificate, asked.Key, version));
        var loaders = KeyPairVerifier.FindLoaders(asked.Key, version);
        if (answer.Verdict.Panic is null && Describe(answer.Verdict, asked) is var said && said != verdict)
        {
            yield return new Difference($"{version}", said, verdict);
        }

        if (answer.Loaders is { } theirs && theirs != loaders)
        {
            yield return new Difference($"{version}", $"loaded by {theirs}", $"loaded by {loaders}");
        }
    }

    /// <summary>What the pair is refused for; null if it is not.</summary>
    public static KeyPairProblem? ProblemOf(OracleAnswer answer, PairCase asked) =>
        answer.IsAccepted ? null : PairWords.ProblemOf(answer.Text, asked.SaysEncrypted);

    private static string Describe(OracleAnswer answer, PairCase asked) => Describe(ProblemOf(answer, asked), answer.Text);

    private static string Describe(KeyPairResult result) =>
        result is KeyPairResult.Refused refused ? Describe(refused.Problem, refused.Text) : Describe(null, "");

    private static string Describe(KeyPairProblem? problem, string text) => problem is null ? "accepted" : $"{problem}: {text}";
}
