using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using KubectlWebhookCert.Cluster.Execution;
using KubectlWebhookCert.Core.Errors;
using KubectlWebhookCert.Core.Model;

namespace KubectlWebhookCert.Cluster.Tests.Execution;

/// <summary>What is kept of a rotation comes back as it was, and what is not whole is not taken for it.</summary>
public sealed class RotationJournalTests
{
    private static readonly ObjectRef Secret = new("Secret", "web", "hook-tls");
    private static readonly DateTimeOffset Started = new(2026, 11, 26, 7, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(false)]
    [InlineData(true)] // nothing that may be absent is there
    public void What_was_written_is_read(bool isBare)
    {
        var document = Document(isBare);

        var read = RotationJournal.Read(Kept(Serialize(document)));

        Assert.Equal(Serialize(document), Serialize(read));
        Assert.Equal((isBare, isBare), (read.Goal is null, read.Abort is null));
    }

    [Theory]
    [InlineData("scope")]
    [InlineData("options")]
    [InlineData("completed")]
    [InlineData("apiVersion")]
    public void A_journal_that_lacks_a_part_is_refused(string part)
    {
        var json = JsonNode.Parse(Serialize(Document(isBare: false)))!.AsObject();
        Assert.True(json.Remove(part));

        var refused = Assert.Throws<UsageException>(() => RotationJournal.Read(Kept(json.ToJsonString())));

        Assert.Equal("the journal of a rotation, Secret web/webhook-cert-journal-hook-tls, cannot be read", refused.Message);
    }

    private static JournalDocument Document(bool isBare)
    {
        var reference = new ScopeDocument.Reference("Deployment", "web", "hook");
        using var secret = JsonDocument.Parse("""{"kind":"Secret"}""");
        using var certificate = JsonDocument.Parse("""{"kind":"Certificate","spec":{"secretName":"hook-tls"} }""");
        var scope = new ScopeDocument(
            secret.RootElement.Clone(),
            [new ScopeDocument.Place("ValidatingWebhookConfiguration", "hook", "a.example", 0, "hook.web.svc", [1, 2])],
            [],
            [new ScopeDocument.Call("web", "hook", 443)],
            [reference],
            new ScopeDocument.Writer("nobody", "nobody", isBare ? null : reference, isBare ? null : "v1.19.0", false),
            [[[3], [4]]]);
        return new JournalDocument(
            JournalDocument.Version,
            Started,
            new JournalDocument.Wishes(false, 5, "Auto", false),
            scope,
            isBare ? null : new JournalDocument.End([new JournalDocument.Entry("tls.crt", [5])], [[6]], [[7]])
            {
                Handover = new JournalDocument.Given(reference with { Kind = "Issuer" }, certificate.RootElement.Clone(), [secret.RootElement.Clone()]),
            },
            "web/webhook-cert-backup-hook-tls-1",
            1)
        {
            Abort = isBare ? null : new JournalDocument.Return(Started, 2),
        };
    }

    private static string Serialize(JournalDocument document) => JsonSerializer.Serialize(document, ExecutionJson.Default.JournalDocument);

    private static KubernetesObject Kept(string content) => KeptSecret.Make(KeptSecret.Journal, Secret, string.Empty, Encoding.UTF8.GetBytes(content));
}
