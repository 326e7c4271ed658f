using KubectlWebhookCert.X509.Verification;

namespace KubectlWebhookCert.Tests.Oracle;

/// <summary>Puts a case before our verifier and compares with Go's answer.</summary>
internal static class Comparison
{
    private const int RefusesBundles = 36;
    private const int TakesAnyBundle = 20;
    private const string BundleWords = "unable to load root certificates: ";

    /// <summary>The differences; none where the two agree.</summary>
    /// <param name="asked">The case.</param>
    /// <param name="version">The Go that answered.</param>
    /// <param name="answer">Its answer.</param>
    public static IEnumerable<Difference> Differences(OracleCase asked, GoVersion version, OracleAnswer answer)
    {
        if (answer.Panic is not null)
        {
            // Where that Go dies there is nothing to agree with; but ours lives.
            Judge(asked, version);
            yield break;
        }

        if (answer.BundleRefusal is { } refusal)
        {
            var result = Judge(asked, version);
            if (!RefusesBundle(result, refusal))
            {
                yield return new Difference($"Kubernetes 1.{RefusesBundles}, {version}", BundleWords + refusal, Describe(result));
            }
        }

        // Both servers judge alike where the bundle is none to refuse: half of the cases each.
        var minor = answer.BundleRefusal is not null || asked.Index % 2 == 0 ? TakesAnyBundle : RefusesBundles;
        var verdict = Judge(asked, version, minor);
        var agrees = EndsAtTheServer(verdict, out var next)
            ? next is null ? answer.IsAccepted : Describe(next) == Describe(answer)
            : Describe(verdict) == Describe(answer);
        if (!agrees)
        {
            yield return new Difference($"Kubernetes 1.{minor}, {version}", Describe(answer), Describe(verdict));
        }
    }

    /// <summary>Our verdict.</summary>
    public static VerificationResult Judge(OracleCase asked, GoVersion version, int kubernetesMinor = RefusesBundles) =>
        Verifier.Verify(new VerificationRequest(
            asked.Bundle,
            [.. asked.Chain.Select(der => new ReadOnlyMemory<byte>(der))],
            asked.ServerName,
            asked.At,
            new ApiServerVersion(version, kubernetesMinor)));

    /// <summary>Kind, words and chains of one of our verdicts, as <see cref="Describe(OracleAnswer)"/> has them of Go's.</summary>
    public static string Describe(VerificationResult result) => result switch
    {
        VerificationResult.Accepted accepted =>
            "accepted " + string.Join(" | ", accepted.Chains.Select(chain => string.Join(' ', chain.Select(one => one.Sha256)))),
        VerificationResult.Refused refused => Describe(refused.Reason),
        _ => throw new InvalidOperationException("a third verdict"),
    };

    private static string Describe(OracleAnswer answer) =>
        answer.IsAccepted ? $"accepted {string.Join(" | ", answer.Chains)}" : $"{answer.OldKind}: {answer.Text}";

    private static string Describe(Reason reason) => $"{ReasonKinds.Of(reason)}: {reason.Text}";

    // With a P-224 key no server can sign a handshake, so its end of it fails; the oracle looks at the client's end only, which comes next.
    private static bool EndsAtTheServer(VerificationResult result, out Reason? next)
    {
        var refused = result as VerificationResult.Refused;
        next = refused?.Further.FirstOrDefault();
        return refused?.Reason is Reason.KeyUnusable { Certificate.PublicKey.Curve: "P-224", Text: "remote error: tls: handshake failure" };
    }

    private static bool RefusesBundle(VerificationResult result, string refusal) =>
        result is VerificationResult.Refused { Reason: Reason.BundleUnreadable reason } refused
        && reason.What == refusal
        && refused.Text.EndsWith(BundleWords + refusal, StringComparison.Ordinal);
}
