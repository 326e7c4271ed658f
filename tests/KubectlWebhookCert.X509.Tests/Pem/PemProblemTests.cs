using System.Text;
using KubectlWebhookCert.X509.Pem;

namespace KubectlWebhookCert.X509.Tests.Pem;

public sealed class PemProblemTests
{
    private const string Good = "-----BEGIN A-----\nQUJD\n-----END A-----\n";

    [Theory]
    [InlineData("", "empty")]
    [InlineData(" \n", "empty")]
    [InlineData("hello", "holds no PEM block")]
    [InlineData("LS0tLS1CRUdJTiBDRVJUSUZJQ0FURS0tLS0t", "base64 of a PEM text: encoded once too often")]
    [InlineData("MIIBszCCAVmgAwIBAgIU", "base64 without BEGIN and END lines")]
    [InlineData(" -----BEGIN A-----\nQUJD\n-----END A-----\n", "block 1 at offset 1: BEGIN does not stand at the start of its line")]
    [InlineData("\uFEFF" + Good, "block 1 at offset 3: a byte order mark stands before BEGIN")]
    [InlineData("-----BEGIN A----\nQUJD\n-----END A-----\n", "block 1 at offset 0: the BEGIN line does not end with five dashes")]
    [InlineData(Good + "-----BEGIN A-----\nQUJD\n", "block 2 at offset 39: has no END line")]
    [InlineData("-----BEGIN A-----\nQUJD\n" + Good, "block 1 at offset 0: has no END line")]
    [InlineData("-----BEGIN A-----\nQUJD\n-----END B-----\n", "block 1 at offset 0: the END line does not repeat the label of the BEGIN line and five dashes")]
    [InlineData("-----BEGIN A-----\nQUJD\n-----END A-----;\n", "block 1 at offset 0: something follows the END line's dashes")]
    [InlineData("-----BEGIN A-----\nQU?D\n-----END A-----\n", "block 1 at offset 0: not base64 between BEGIN and END")]
    [InlineData("QUJD\n-----END A-----\n", "offset 5: END line without a BEGIN line")]
    [InlineData("-----BEGIN A-----\nk: v\n-----END A-----\n", "block 1 at offset 0: passed over because of the text around it")]
    public void Says_what_is_wrong_and_where(string text, string expected) =>
        Assert.Equal(expected, Assert.Single(PemReader.Read(Encoding.UTF8.GetBytes(text)).Problems).ToString());

    [Fact]
    public void Says_that_a_line_break_is_missing_between_two_blocks()
    {
        var problems = PemReader.Read(Encoding.ASCII.GetBytes(Good.TrimEnd() + Good)).Problems;

        Assert.Equal(
            [
                "block 1 at offset 0: no line break between its END and the BEGIN of the next block",
                "block 2 at offset 38: no line break between the END of the block before and BEGIN",
            ],
            problems.Select(problem => problem.ToString()));
    }

    [Theory]
    [InlineData(Good)]
    [InlineData("subject=CN = a\n----- a line -----\n" + Good + "\n# end\n")]
    public void Text_around_blocks_is_no_problem(string text) => Assert.Empty(PemReader.Read(Encoding.UTF8.GetBytes(text)).Problems);

    [Fact]
    public void Recognises_DER() => Assert.Equal(PemProblemKind.Der, Assert.Single(PemReader.Read([0x30, 0x82, 1, 2, 3]).Problems).Kind);

    [Fact]
    public void Key_material_on_a_damaged_line_is_not_shown()
    {
        var text = "-----BEGIN PRIVATE KEY-----MC4CAQAwBQYDK2VwBCIEI\nSECRETSECRET\n-----END PRIVATE KEY-----MC4CAQ\n";

        Assert.DoesNotContain(PemReader.Read(Encoding.ASCII.GetBytes(text)).Problems, problem => problem.ToString().Contains("MC4", StringComparison.Ordinal));
    }

    [Fact]
    public void Lists_the_first_hundred_and_counts_the_rest()
    {
        var problems = PemReader.Read(Encoding.ASCII.GetBytes(string.Concat(Enumerable.Repeat("-----BEGIN A-----\n", 250)))).Problems;

        Assert.Equal(PemReader.MostProblems + 1, problems.Length);
        Assert.Equal("and 150 more", problems[^1].ToString());
    }
}
