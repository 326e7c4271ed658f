using KubectlWebhookCert.Core.Rules;
using KubectlWebhookCert.Core.Validation;

namespace KubectlWebhookCert.Core.Tests.Validation;

/// <summary>Causes stand before consequences, and what is worst comes first.</summary>
public sealed class RootCausesTests
{
    [Fact]
    public void What_is_explained_hangs_under_its_nearest_cause() => Assert.Equal(
        "owner-conflict[ca-mismatch[ca-bundles-differ]]",
        Arranged(
            Found("ca-bundles-differ", causes: ["ca-mismatch", "owner-conflict"]),
            Found("ca-mismatch", causes: ["owner-conflict"]),
            Found("owner-conflict")));

    [Fact]
    public void A_cause_that_was_not_found_explains_nothing() =>
        Assert.Equal("ca-mismatch", Arranged(Found("ca-mismatch", causes: ["owner-conflict"])));

    [Fact]
    public void A_cause_is_as_severe_as_the_worst_of_its_consequences()
    {
        var findings = RootCauses.Arrange(
            [Found("gitops", Severity.Warning), Found("emptied", Severity.Error, causes: ["gitops"]), Found("other", Severity.Warning)], null);

        Assert.Equal([("gitops", Severity.Error), ("other", Severity.Warning)], findings.Select(finding => (finding.Rule.Code, finding.Severity)));
    }

    [Fact]
    public void Two_that_explain_each_other_do_not_hang_under_themselves() =>
        Assert.Equal("two[one]", Arranged(Found("one", causes: ["two"]), Found("two", causes: ["one"])));

    [Fact]
    public void Errors_come_first_then_what_the_api_server_reports_then_what_a_call_needs_first()
    {
        var findings = RootCauses.Arrange(
            [
                Found("warning", Severity.Warning, group: RuleGroup.Service),
                Found("bundle", group: RuleGroup.CaBundle),
                Found("leaf", group: RuleGroup.ServingCertificate),
                Found("reported", group: RuleGroup.Trust, says: "x509: first"),
            ],
            "x509: first");

        Assert.Equal(["reported", "leaf", "bundle", "warning"], findings.Select(finding => finding.Rule.Code));
        Assert.Equal([true, false, false, false], findings.Select(finding => finding.IsReported));
    }

    [Fact]
    public void An_api_server_does_not_come_to_the_certificate_of_a_service_that_is_not_there()
    {
        var findings = RootCauses.Arrange(
            [Found("leaf-expired", says: "x509: expired"), Found("service-missing", says: "service \"x\" not found")], "x509: expired");

        Assert.Equal("service-missing", Assert.Single(findings, finding => finding.IsReported).Rule.Code);
    }

    [Fact]
    public void What_hides_errors_hangs_under_the_first_error_only() => Assert.Equal(
        "expired[hidden] mild",
        Arranged(Found("hidden", Severity.Warning, causes: ["*"]), Found("mild", Severity.Warning), Found("expired")));

    [Fact]
    public void What_hides_errors_stands_alone_where_there_is_none() =>
        Assert.Equal("hidden mild", Arranged(Found("hidden", Severity.Warning, causes: ["*"]), Found("mild", Severity.Warning)));

    private static string Arranged(params FoundFault[] faults) => Text(RootCauses.Arrange(faults, null));

    private static string Text(IEnumerable<Finding> findings) => string.Join(' ', findings.Select(finding =>
        finding.Rule.Code + (finding.Consequences.Count == 0 ? string.Empty : $"[{Text(finding.Consequences)}]")));

    private static FoundFault Found(
        string code, Severity severity = Severity.Error, RuleGroup group = RuleGroup.Secret, string? says = null, params string[] causes) =>
        new(new Rule(code, severity, group, "summary", "explanation", []) { CausedBy = [.. causes] }, new Fault("message") { ApiServerText = says });
}
