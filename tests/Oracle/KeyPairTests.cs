using KubectlWebhookCert.X509.Verification.KeyPairs;

namespace KubectlWebhookCert.Tests.Oracle;

/// <summary>Our verdict on certificate and key is that of Go's TLS, and our loaders are Go's.</summary>
public sealed class KeyPairTests(OracleSession session)
{
    private const int CasesPerPair = 6;

    // Short runs need reach nothing.
    private const int EnoughPairs = 3_000;
    private const int EnoughOfEach = 15;

    [Fact]
    public async Task Key_pairs_are_judged_as_Go_judges_them()
    {
        var pairs = Math.Max(1, session.Settings.Cases / CasesPerPair);
        var generator = new PairGenerator(PairKeys.Make(), session.Settings.Seed);
        var report = new PairReport(session.Settings.Seed, [.. session.Oracles.Select(oracle => oracle.Version)]);
        var sound = MakeSoundCertificate();
        var parallel = new ParallelOptions
        {
            MaxDegreeOfParallelism = 2 * Environment.ProcessorCount,
            CancellationToken = TestContext.Current.CancellationToken,
        };
        await Parallel.ForEachAsync(Enumerable.Range(0, pairs), parallel, async (index, _) =>
            await CompareAsync(generator.Make(index), sound, report));

        await Console.Out.WriteLineAsync(report.ToString());
        Assert.True(report.Disagreements == 0, report.ToString());
        if (pairs >= EnoughPairs)
        {
            Assert.DoesNotContain(Enum.GetValues<KeyPairProblem>(), problem => report.CasesOf(problem) < EnoughOfEach);
            Assert.DoesNotContain(
                Enum.GetValues<KeyLoaders>(), loader => loader != KeyLoaders.None && report.CasesOf(loader) < pairs / 20);
            Assert.DoesNotContain(PairChangeSet.All, change => report.CasesOf(change) == 0);
            Assert.InRange(report.CasesAccepted, pairs / 5, pairs * 3 / 5);
        }
    }

    [Fact]
    public async Task A_pair_without_changes_is_accepted()
    {
        var generator = new PairGenerator(PairKeys.Make(), 1);
        foreach (var index in Enumerable.Range(0, 60))
        {
            var made = generator.Make(index, []);
            foreach (var oracle in session.Oracles)
            {
                var answer = await PairAnswer.AskAsync(oracle, made, MakeSoundCertificate());

                Assert.Equal("", answer.Verdict.Text);
                Assert.Empty(PairComparison.Differences(made, oracle.Version, answer));
            }
        }
    }

    [Fact]
    public void Names_of_changes_are_unique() => Assert.Equal(
        PairChangeSet.All.Count, PairChangeSet.All.Select(change => change.Name).Distinct().Count());

    private static byte[] MakeSoundCertificate()
    {
        var leaf = PairScenario.MakeCertificate("nobody", new Ed25519Signer([.. Enumerable.Repeat((byte)99, 32)]).PublicKeyInfo());
        var block = new BundleBlock(null).Write(new CertificateWriter().Encode(leaf));
        return System.Text.Encoding.ASCII.GetBytes(block);
    }

    private async Task CompareAsync(PairCase asked, byte[] sound, PairReport report)
    {
        var answers = await Task.WhenAll(session.Oracles.Select(oracle => PairAnswer.AskAsync(oracle, asked, sound)));

        // The verifier throws on no input: where it does, that is a disagreement like any other.
        var compared = Task.Run(() => session.Oracles.Zip(answers).SelectMany(
            pair => PairComparison.Differences(asked, pair.First.Version, pair.Second)).ToArray());
        await ((Task)compared).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
        report.Add(asked, answers, compared.Exception is { } exception
            ? [new Difference("thrown", "", exception.GetBaseException().ToString())]
            : await compared);
    }
}
