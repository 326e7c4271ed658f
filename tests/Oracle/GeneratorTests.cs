namespace KubectlWebhookCert.Tests.Oracle;

/// <summary>The cases are what they are meant to be, in Go's eyes.</summary>
public sealed class GeneratorTests(OracleSession session)
{
    [Fact]
    public async Task A_case_without_defects_is_accepted()
    {
        var generator = session.NewGenerator(1);
        foreach (var index in Enumerable.Range(0, 60))
        {
            var made = generator.Make(index, []);
            foreach (var oracle in session.Oracles)
            {
                Assert.Equal("", (await oracle.VerifyAsync(made)).Text);
            }
        }
    }

    [Fact]
    public async Task Each_defect_alone_has_the_reason_that_is_expected_of_it()
    {
        var generator = session.NewGenerator(2);
        var surprises = new List<string>();
        foreach (var defect in DefectSet.All.Where(defect => defect.Expected is not null))
        {
            foreach (var index in Enumerable.Range(0, 12))
            {
                var answer = await session.Newest.VerifyAsync(generator.Make(index, defect));
                if (answer.NewKind != defect.Expected)
                {
                    surprises.Add($"{defect}, case {index}: {answer.NewKind}, not {defect.Expected}: "
                        + $"{answer.Text}{answer.BundleRefusal}{answer.Panic}");
                    break;
                }
            }
        }

        Assert.True(surprises.Count == 0, string.Join('\n', surprises));
    }

    [Fact]
    public void Names_of_defects_are_unique() => Assert.Equal(
        DefectSet.All.Count, DefectSet.All.Select(defect => defect.Name).Distinct().Count());

    [Fact]
    public void A_case_depends_on_seed_and_index_only()
    {
        // One generator: it does not sign again what it has signed, so equal certificates are equal to the last bit.
        var generator = session.NewGenerator(3);
        var inOrder = Enumerable.Range(0, 400).Select(generator.Make).ToArray();
        var backwards = new OracleCase[inOrder.Length];

        Parallel.For(0, inOrder.Length, i => backwards[inOrder.Length - 1 - i] = generator.Make(inOrder.Length - 1 - i));

        Assert.Equal(inOrder.Select(made => made.ToJson()), backwards.Select(made => made.ToJson()));
        Assert.NotEqual(inOrder[0].Planted, session.NewGenerator(4).Make(0).Planted);
    }

    [Fact]
    public void A_question_can_be_read_again()
    {
        var made = session.NewGenerator(5).Make(7);

        Assert.Equal(made.ToJson(), OracleCase.FromJson(made.ToJson()).ToJson());
    }

    [Fact]
    public async Task A_wrong_server_name_is_a_name_mismatch_in_every_version()
    {
        var made = session.NewGenerator(6).Make(0, []) with { ServerName = "elsewhere.ns.svc" };
        foreach (var oracle in session.Oracles)
        {
            Assert.Equal(ReasonKind.NameMismatch, (await oracle.VerifyAsync(made)).NewKind);
        }
    }
}
