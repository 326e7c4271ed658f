using KubectlWebhookCert.X509.Verification;

namespace KubectlWebhookCert.Tests.Cluster;

/// <summary>The same cases judged as a newer API server does; what it says was measured on one, and none is asked here.</summary>
public sealed class NewestVerdictTests
{
    private const string ServerName = "hook.default.svc";
    private static readonly ApiServerVersion Newest = ApiServerVersion.Parse("v1.36.2", "go1.26.1");

    public static TheoryData<string> Cases => [.. VerdictTable.Names];

    [Theory]
    [MemberData(nameof(Cases))]
    public void Our_verdict_is_that_of_a_newer_api_server(string name)
    {
        var verdictCase = VerdictTable.Find(name);

        var ours = verdictCase.Issue(ServerName).JudgeInWords(ServerName, Newest);

        Assert.Equal(VerdictCase.Filled(verdictCase.ExpectedOfNewest, ServerName), ours);
    }

    [Fact]
    public void A_key_that_makes_no_handshake_has_a_reason_of_its_own()
    {
        var verdict = VerdictTable.Find("P-224 leaf").Issue(ServerName).Judge(ServerName, Newest);

        Assert.IsType<Reason.KeyUnusable>(Assert.IsType<VerificationResult.Refused>(verdict).Reason);
    }
}
