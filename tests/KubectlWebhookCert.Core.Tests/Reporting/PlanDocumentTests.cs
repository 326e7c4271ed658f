using System.Text.Json;
using KubectlWebhookCert.Core.Model;
using KubectlWebhookCert.Core.Planning;
using KubectlWebhookCert.Core.Reporting;
using KubectlWebhookCert.Core.Tests.Fixtures;
using KubectlWebhookCert.Core.Tests.Planning;

namespace KubectlWebhookCert.Core.Tests.Reporting;

/// <summary>What programs read of plans and rotations, and that no private key is in it.</summary>
public sealed class PlanDocumentTests
{
    [Theory]
    [InlineData("direct, CA")]
    [InlineData("cert-controller, leaf")]
    [InlineData("Spark Operator 2, CA of the same key")]
    public void A_plan_names_what_takes_the_place_of_what(string name)
    {
        var plan = Rotations.Case(name);
        var json = JsonSerializer.SerializeToElement(PlanDocumentBuilder.Build(plan), ReportJson.Default.PlanDocument);

        Assert.Equal(Rotations.Leaf(plan).Sha256, json.GetProperty("certificate").GetProperty("new").GetProperty("sha256").GetString());
        Assert.Equal(!name.EndsWith("leaf", StringComparison.Ordinal), json.TryGetProperty("authority", out _));
        Assert.Equal(plan.Steps.Count, json.GetProperty("steps").GetArrayLength());
        Assert.DoesNotContain("PRIVATE", json.GetRawText() + PlanText.Format(plan, Judged.Now, noHeaders: false) + plan, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Plan_and_report_of_every_strategy_are_what_the_schemas_in_docs_promise(string name)
    {
        var plan = Rotations.Case(name);
        var judged = Results.Mixed();
        var full = new RotationReport(
            "rotated", plan, plan.Goal?.Secret, [new ObjectRef("Deployment", "web", "hook")], TimeSpan.FromSeconds(0.8), "web/backup", judged, judged);

        Assert.Empty(Schemas.Problems("plan", PlanDocumentBuilder.Build(plan), ReportJson.Default.PlanDocument));
        Assert.Empty(Schemas.Problems("rotation", full.ToDocument(), ReportJson.Default.RotationDocument));
        Assert.Empty(Schemas.Problems("rotation", Report(plan).ToDocument(), ReportJson.Default.RotationDocument));
        Assert.NotEmpty(Schemas.Problems("rotation", full.ToDocument() with { Result = "done" }, ReportJson.Default.RotationDocument));
    }

    [Fact]
    public void A_report_says_how_to_undo_it()
    {
        var plan = Rotations.Case("direct, CA");
        var report = Report(plan);

        Assert.StartsWith("secret/hook-tls rotated\n", report.ToText(Judged.Now), StringComparison.Ordinal);
        Assert.Contains("to undo:      kubectl webhook-cert restore webhook-cert-backup-hook-tls-1 -n web\n", report.ToText(Judged.Now), StringComparison.Ordinal);
        Assert.Equal(["Secret", "ValidatingWebhookConfiguration"], report.ToDocument().Changed.Select(changed => changed.Kind).Order(StringComparer.Ordinal));
        Assert.Null((report with { Result = "aborted" }).ToDocument().Undo);
    }

    [Fact]
    public void What_its_owner_has_issued_cannot_be_undone()
    {
        var plan = Rotations.Case("direct, CA") with { Goal = null, Steps = [] };

        Assert.DoesNotContain("to undo", Report(plan).ToText(Judged.Now), StringComparison.Ordinal);
        Assert.DoesNotContain("written", Report(plan).ToText(Judged.Now), StringComparison.Ordinal);
        Assert.Null(Report(plan).ToDocument().Undo);
    }

    public static TheoryData<string> Cases() => [.. Rotations.Cases.Select(each => each.Name)];

    private static RotationReport Report(RotationPlan plan) =>
        new("rotated", plan, plan.Goal?.Secret, [], null, "web/webhook-cert-backup-hook-tls-1", null, null);
}
