using KubectlWebhookCert.X509;

namespace KubectlWebhookCert.Tests.Oracle;

/// <summary>Our parser reads in a certificate what the newest Go's reads.</summary>
public sealed class ParserTests(OracleSession session)
{
    private const int CasesPerRun = 10;

    [Fact]
    public async Task What_is_read_in_a_certificate_is_what_Go_reads()
    {
        var generator = session.NewGenerator(session.Settings.Seed + 2);
        var wrong = new List<string>();
        var compared = 0;
        foreach (var index in Enumerable.Range(0, Math.Max(1, session.Settings.Cases / CasesPerRun)))
        {
            var made = generator.Make(index);
            foreach (var der in made.Chain)
            {
                if (CertificateFacts.OfGo(await session.Newest.AskAsync(Question(der))) is not { } theirs)
                {
                    continue;
                }

                compared++;
                var ours = CertificateFacts.Of(Certificate.Parse(der));
                wrong.AddRange(theirs.Zip(ours).Where(pair => pair.First != pair.Second).Select(pair =>
                    $"case {index}: {string.Join(" + ", made.Planted)}\n  Go:   {pair.First}\n  ours: {pair.Second}\n"
                    + $"  {Convert.ToBase64String(der)}"));
            }
        }

        await Console.Out.WriteLineAsync($"parser: {compared} certificates, {wrong.Count} differences");
        Assert.True(wrong.Count == 0, $"{wrong.Count} differences\n{string.Join('\n', wrong.Take(20))}");
        Assert.True(compared > 0);
    }

    private static string Question(byte[] der) => $$"""{"op":"parse","der":"{{Convert.ToBase64String(der)}}"}""";
}
