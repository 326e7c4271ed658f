using KubectlWebhookCert.X509.Verification;

namespace KubectlWebhookCert.Tests.Oracle;

/// <summary>
/// What is said to come next is what Go says once the first reason is mended: defects are planted, and taken out again one by
/// one in the order in which Go meets them.
/// </summary>
public sealed class FurtherTests(OracleSession session)
{
    private const int CasesPerRun = 20;
    private const int MostDefects = 4;

    // Of one kind, or of one place: which of the two Go means cannot be told from its words, or mending one hides the other.
    private static readonly (string One, string Other)[] Entangled =
    [
        ("leaf dates", "root dates"), ("leaf usage", "root usage"), ("leaf extension", "root extension"),
        ("bundle", "leaf signature"), ("bundle", "root flags"), ("bundle", "root dates"), ("bundle", "root extension"),
        ("bundle", "root usage"), ("bundle", "root constraints"),
        ("leaf signature", "root flags"), ("leaf signature", "root dates"), ("leaf signature", "root extension"),
        ("leaf signature", "root usage"), ("leaf signature", "root constraints"),
    ];

    [Fact]
    public async Task Further_reasons_are_what_Go_says_once_the_first_is_mended()
    {
        var generator = session.NewGenerator(session.Settings.Seed + 1);
        var count = Math.Max(1, session.Settings.Cases / CasesPerRun);
        var wrong = new List<string>();
        var compared = 0;
        for (var index = 0; index < count; index++)
        {
            var defects = Choose(new Draws(session.Settings.Seed, (ulong)index));
            var made = generator.Make(index, defects);
            var ours = Reasons(Comparison.Judge(made, session.Newest.Version)).ToArray();
            var theirs = await MendAsync(generator, index, [.. defects]);
            compared += theirs.Count;
            if (!ours.SequenceEqual(theirs))
            {
                wrong.Add($"case {index}: {string.Join(" + ", made.Planted)}\n  Go:   {string.Join("\n        ", theirs)}\n"
                    + $"  ours: {string.Join("\n        ", ours)}\n  {made.ToJson()}");
            }
        }

        await Console.Out.WriteLineAsync($"further reasons: {count} cases, {compared} reasons in turn, {wrong.Count} disagreements");
        Assert.True(wrong.Count == 0, $"{wrong.Count} of {count} cases\n{string.Join('\n', wrong.Take(20))}");
        Assert.True(compared > count, "hardly a case has a further reason: nothing was compared");
    }

    /// <summary>Asks Go, takes the defect out that it names, asks again.</summary>
    private async Task<List<string>> MendAsync(CaseGenerator generator, int index, List<Defect> defects)
    {
        var said = new List<string>();
        while (true)
        {
            var answer = await session.Newest.VerifyAsync(generator.Make(index, [.. defects]));
            if (answer.IsAccepted)
            {
                return said;
            }

            said.Add(Bare(answer.Text));
            var named = defects.Find(defect => defect.Expected == answer.NewKind)
                ?? throw new InvalidOperationException($"nobody planted this: {answer.Text}");
            defects.Remove(named);
        }
    }

    private static List<Defect> Choose(Draws draws)
    {
        var chosen = new List<Defect>();
        for (var attempts = 2 + draws.Next(MostDefects); attempts > 0; attempts--)
        {
            var defect = draws.Of(DefectSet.Separable);
            if (chosen.TrueForAll(known => GoTogether(known.Subject!, defect.Subject!)))
            {
                chosen.Add(defect);
            }
        }

        return chosen;
    }

    private static bool GoTogether(string one, string other) =>
        one != other && !Entangled.Contains((one, other)) && !Entangled.Contains((other, one));

    private static IEnumerable<string> Reasons(VerificationResult result) => result is VerificationResult.Refused refused
        ? refused.Further.Prepend(refused.Reason).Select(reason => Bare(reason.Text))
        : [];

    // A hint is about a candidate, and the candidate goes with the defect.
    private static string Bare(string text) =>
        text.IndexOf(" (possibly because of ", StringComparison.Ordinal) is var hint and >= 0 ? text[..hint] : text;
}
