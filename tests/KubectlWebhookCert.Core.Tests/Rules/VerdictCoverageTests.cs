using KubectlWebhookCert.Core.Rules;
using KubectlWebhookCert.Core.Tests.Fixtures;
using KubectlWebhookCert.Tests.Cluster;
using KubectlWebhookCert.X509.Verification;

namespace KubectlWebhookCert.Core.Tests.Rules;

/// <summary>
/// That the rules say what the API server says: over every case that was measured on real API servers, and over what they refuse
/// besides. An error exactly where it refuses, its words at the finding that it reports, and every further reason told.
/// </summary>
public sealed class VerdictCoverageTests
{
    private static readonly ApiServerVersion Newest = ApiServerVersion.Parse("v1.36.2", "go1.26.1");
    private static readonly ApiServerVersion Oldest = ApiServerVersion.Parse("v1.20.2", "go1.19.8");

    private static readonly Dictionary<string, Func<VerdictStage>> Odd = new(StringComparer.Ordinal)
    {
        ["RSA key above 8192 bits"] = OddCertificates.LargeKey,
        ["policies missing"] = OddCertificates.PoliciesMissing,
        ["more names than are compared"] = OddCertificates.ManyConstraints,
        ["more candidates than are tried"] = OddCertificates.ManyNamesakes,
        ["mapped address"] = OddCertificates.MappedAddress,
        ["intermediate CA:FALSE"] = () => Stage(Shaped.Root, Shaped.Middle with { IsCa = false }, Shaped.Leaf),
        ["everything at once"] = () => Stage(
            Shaped.Root with { NotAfter = Judged.Now.AddYears(-1), PermittedDomain = "example.com" },
            Shaped.Middle with { NotBefore = Judged.Now.AddYears(1), IsCa = false, Purposes = [CertificateDraft.ClientAuthentication] },
            Shaped.Leaf with { NotAfter = Judged.Now.AddYears(-1), Names = ["old.web.svc"], HasUnknownCritical = true }),
    };

    public static TheoryData<string> Cases => [.. VerdictTable.Names, .. Odd.Keys];

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_new_api_servers_verdict_is_told(string name) => AssertTold(Make(name), Newest);

    [Theory]
    [MemberData(nameof(Cases))]
    public void An_old_api_servers_verdict_is_told(string name) => AssertTold(Make(name), Oldest);

    [Theory]
    [MemberData(nameof(Cases))]
    public void The_newest_rules_verdict_is_told(string name) => AssertTold(Make(name), ApiServerVersion.Newest);

    [Fact]
    public void Every_kind_of_reason_is_among_the_cases()
    {
        var met =
            from stage in Cases.Select(name => Make(name.Data))
            from server in new[] { Newest, Oldest, ApiServerVersion.Newest }
            from reason in Reasons(Judge(stage, server))
            select reason.GetType().Name;

        // a Secret without a certificate is another rule's
        var all = typeof(Reason).GetNestedTypes().Select(type => type.Name).Where(name => name != nameof(Reason.NothingPresented));
        Assert.Equal(all.Order(StringComparer.Ordinal), met.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal));
    }

    private static void AssertTold(VerdictStage stage, ApiServerVersion server)
    {
        var verdict = Judge(stage, server);
        var judged = Judged.Of(Shaped.Of(stage).Build(), server: server);

        Assert.Equal(verdict is VerificationResult.Refused, judged.Result.HasFindings(Severity.Error));
        if (verdict is not VerificationResult.Refused refused)
        {
            Assert.DoesNotContain(judged.Result.All, finding => finding.IsReported);
            return;
        }

        var reported = Assert.Single(judged.Result.All, finding => finding.IsReported);
        Assert.Equal((Severity.Error, refused.Text), (reported.Severity, reported.Fault.ApiServerText));
        Assert.All(Reasons(verdict), reason => Assert.Contains(
            judged.Result.All, finding => finding.Severity == Severity.Error && finding.Fault.ApiServerText == reason.Text));
    }

    private static VerificationResult Judge(VerdictStage stage, ApiServerVersion server) =>
        Verifier.Verify(new VerificationRequest(stage.Bundle, stage.Presented, Hook.ServerName, Judged.Now, server));

    private static IEnumerable<Reason> Reasons(VerificationResult verdict) =>
        verdict is VerificationResult.Refused refused ? refused.Further.Prepend(refused.Reason) : [];

    private static VerdictStage Make(string name) => Odd.TryGetValue(name, out var odd) ? odd() : VerdictTable.Find(name).Issue(Hook.ServerName);

    private static VerdictStage Stage(params CertificateDraft[] path) => new VerdictCase("", path, "").Issue(Hook.ServerName);
}
