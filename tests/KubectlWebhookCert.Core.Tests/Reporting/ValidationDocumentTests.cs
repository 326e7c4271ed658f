using System.Text.Json;
using KubectlWebhookCert.Commands.Tests;
using KubectlWebhookCert.Core.Reporting;
using KubectlWebhookCert.Core.Tests.Fixtures;
using KubectlWebhookCert.Core.Validation;
using KubectlWebhookCert.X509.Verification;

namespace KubectlWebhookCert.Core.Tests.Reporting;

public sealed class ValidationDocumentTests
{
    [Fact]
    public void A_document_made_by_hand_is_what_the_schema_in_docs_promises() => Assert.Empty(Problems(Json(Results.Mixed())));

    [Fact]
    public void A_document_of_judged_webhooks_is_what_the_schema_in_docs_promises()
    {
        var expired = Hook.Healthy with { Leaf = Hook.Healthy.Ca.Leaf("CN=hook", 1, 2, Judged.Now.AddDays(-1), Hook.ServerName) };
        var result = Judged.Of(expired).Result;

        Assert.NotEmpty(result.All);
        Assert.Empty(Problems(Json(result)));
    }

    [Fact]
    public void The_schema_check_notices_a_field_too_many_and_one_too_few()
    {
        var problems = Problems(Json(Results.Mixed()).Replace("\"severity\"", "\"Severity\"", StringComparison.Ordinal));

        Assert.Contains(problems, problem => problem.Contains("lacks severity", StringComparison.Ordinal));
        Assert.Contains(problems, problem => problem.Contains("property Severity", StringComparison.Ordinal));
    }

    [Fact]
    public void Webhooks_of_which_the_same_is_true_stand_apart_in_the_order_of_their_configuration() => Assert.Equal(
        ["a.example.com", "fine.example.com", "b.example.com", "widgets.example.com", null],
        ValidationDocumentBuilder.Build(Results.Mixed()).Items.Select(item => item.Webhook));

    [Fact]
    public void Each_webhook_has_the_api_servers_message_about_itself() => Assert.Equal(
        ["https://hook.web.svc:443/a?timeout=10s", "https://hook.web.svc:443/b?timeout=10s"],
        ValidationDocumentBuilder.Build(Results.Mixed()).Items
            .SelectMany(item => item.Findings)
            .Where(finding => finding.ApiServer?.Reported == true)
            .Select(finding => finding.ApiServer!.Message!.Split('"')[3]));

    [Fact]
    public void Of_an_unknown_server_nothing_is_said()
    {
        var result = Results.Mixed();
        var document = ValidationDocumentBuilder.Build(
            result with { Options = new ValidationOptions(Judged.Now, ApiServerVersion.Newest) });

        Assert.Null(document.Server);
    }

    private static string Json(ValidationResult result) =>
        JsonSerializer.Serialize(ValidationDocumentBuilder.Build(result), ReportJson.Default.ValidationDocument);

    private static List<string> Problems(string json)
    {
        using var schema = JsonDocument.Parse(File.ReadAllText(Repository.PathOf("docs/validation.schema.json")));
        using var document = JsonDocument.Parse(json);
        return new JsonSchemaValidator(schema.RootElement).Validate(document.RootElement);
    }
}
