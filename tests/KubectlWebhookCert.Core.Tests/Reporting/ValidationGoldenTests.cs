using KubectlWebhookCert.Commands.Tests;
using KubectlWebhookCert.Core.Reporting;
using KubectlWebhookCert.Core.Rules;
using KubectlWebhookCert.Core.Tests.Fixtures;

namespace KubectlWebhookCert.Core.Tests.Reporting;

/// <summary>One result in every format, whole, compared with golden files.</summary>
public sealed class ValidationGoldenTests
{
    [Fact]
    public void As_json() => Matches(
        "validation.json",
        JsonText.Indented(ValidationDocumentBuilder.Build(Results.Mixed()), ReportJson.Default.ValidationDocument));

    [Fact]
    public void As_names() => Matches("names.txt", ValidationNames.Format(Results.Mixed()));

    [Fact]
    public void As_junit() => Matches("junit.xml", ValidationJunit.Format(Results.Mixed(), Severity.Error));

    [Fact]
    public void As_markdown() => Matches("ticket.md", ValidationMarkdown.Format(Results.Mixed()));

    [Fact]
    public void As_prometheus() => Matches("metrics.prom", ValidationPrometheus.Format(Results.Mixed()));

    private static void Matches(string name, string actual) =>
        Golden.MatchesFile($"tests/KubectlWebhookCert.Core.Tests/Goldens/validation/{name}", actual);
}
