using System.CommandLine;
using System.Text.Json;
using KubectlWebhookCert.Cluster.Gathering;
using KubectlWebhookCert.Cluster.Probing;
using KubectlWebhookCert.Commands.Completing;
using KubectlWebhookCert.Commands.Help;
using KubectlWebhookCert.Commands.Help.Texts;
using KubectlWebhookCert.Core.Errors;
using KubectlWebhookCert.Core.Model;
using KubectlWebhookCert.Core.Reporting;
using KubectlWebhookCert.Core.Rules;
using KubectlWebhookCert.Core.Secrets;
using KubectlWebhookCert.Core.Served;
using KubectlWebhookCert.Core.Targets;
using KubectlWebhookCert.Core.Trust;
using KubectlWebhookCert.Core.Validation;
using KubectlWebhookCert.Core.Yaml;

namespace KubectlWebhookCert.Commands.Commands;

/// <summary><c>validate</c>: asks every rule about a webhook. Only reads. Exit codes as <c>kubectl diff</c>: 0 nothing, 1 findings, 2 could not check.</summary>
internal static class ValidateCommand
{
    /// <summary>What is typed.</summary>
    public const string Name = "validate";

    private static readonly string[] FurtherFormats = ["junit", "markdown", "prometheus", "mermaid", "html"];

    /// <summary>Declares the command.</summary>
    /// <param name="connection">The connection flags, which the caller adds.</param>
    /// <param name="environment">The outside world.</param>
    public static DocumentedCommand Create(GlobalOptions connection, AppEnvironment environment)
    {
        var words = TargetArgument.Create();
        var sources = new SourceOptions();
        var output = OutputFormat.Flag(FurtherFormats);
        var noHeaders = new Option<bool>("--no-headers") { Description = "When using the table output format, don't print headers" };
        var secret = new Option<string?>("--secret") { Description = "The Secret that holds the serving certificate, where it cannot be told", HelpName = ValueNames.Secret };
        var watch = new Option<bool>("--watch", "-w") { Description = "Judge again whenever something that was read changes, until Ctrl-C" };
        var caFrom = new Option<string?>("--ca-from") { Description = "Where the CAs of a holder of trust should come from", HelpName = ValueNames.Source };
        var judging = new JudgingOptions();
        var probing = new ProbingOptions();

        var command = new DocumentedCommand(Name, ValidateText.Text) { words };
        sources.AddTo(command);
        command.Add(FlagGroup.Target, secret, caFrom);
        judging.AddTo(command);
        probing.AddTo(command);
        command.Add(FlagGroup.Output, output, noHeaders, watch);
        command.SetAction(async (result, cancellationToken) =>
        {
            var format = OutputFormat.Parse(result.GetValue(output), FurtherFormats);
            if (result.GetValue(watch) && format is OutputFormat.Further { Kind: "junit" or "html" } whole)
            {
                throw new UsageException($"--watch and -o {whole.Kind} do not go together: its output is one whole document", "leave out --watch, or use another -o");
            }

            var typed = result.GetValue(words) ?? [];
            TargetParser.Parse(typed, connection.Namespace(result) ?? string.Empty, TargetScope.WebhooksAndTrust);
            var failOn = judging.FailOn(result);
            judging.Read(result, environment.Clock.GetUtcNow()); // refused before anything is opened, as is the next
            probing.Read(result);
            var reading = new DiscoveryOptions(
                sources.OnlyNamespace(result, connection), sources.Selector(result), result.GetValue(secret) is { } named ? SecretChoice.Parse(named) : null)
            {
                CaFrom = result.GetValue(caFrom) is { } published ? CaSource.Parse(published) : null,
            };
            using var source = await sources.OpenAsync(result, connection, environment, cancellationToken);
            var target = TargetParser.Parse(typed, source.Namespace, TargetScope.WebhooksAndTrust);
            var asking = source.Live is null ? probing.Read(result) with { Mode = ProbeMode.None } : probing.Read(result);
            var judge = new WebhookJudge(target, reading, probing.Prober(result, source, environment), KubeconfigReader.Create(result, connection, asking, environment).ReadAsync);
            var table = new TableOptions(format is OutputFormat.Human { Wide: true }, result.GetValue(noHeaders), ShowLabels: false);
            Printed Judge(JudgedReading read) =>
                Print(judge.Judge(read, judging.Read(result, environment.Clock.GetUtcNow())), read.Served, target, format, table, failOn, environment.TerminalWidth);
            if (result.GetValue(watch))
            {
                await new ValidateWatch(environment, source, () => sources.OpenAsync(result, connection, environment, cancellationToken), judge, Judge)
                    .RunAsync(cancellationToken);
            }

            var printed = Judge(await judge.ReadAsync(source.Cluster, cancellationToken));
            await printed.WriteAsync(environment, cancellationToken);
            return (int)printed.ExitCode;
        });
        return command;
    }

    private static Printed Print(
        ValidationResult judged, ServedCertificates served, Target target, OutputFormat format, TableOptions table, Severity? failOn, int? width)
    {
        var isTable = format is OutputFormat.Human && (target is Target.Everything or Target.TrustStores || table.Wide);
        return new Printed(
            Render(judged, served, isTable, format, table, failOn, width),
            UnreadableNotes.Format(judged.Unreadable)
                + (format is OutputFormat.Human ? ValidationSummary.Format(judged, isTable, table.Wide) : string.Empty),
            judged.HasFindings(failOn) ? ExitCode.Failed : judged.IsIncomplete ? ExitCode.CouldNotCheck : ExitCode.Done);
    }

    private static string Render(
        ValidationResult judged, ServedCertificates served, bool isTable, OutputFormat format, TableOptions table, Severity? failOn, int? width) =>
        format switch
        {
            OutputFormat.Human when isTable => ValidationTable.Format(judged, table),
            OutputFormat.Human => ValidationTree.Format(judged, width),
            OutputFormat.Name => ValidationNames.Format(judged),
            OutputFormat.Json => JsonText.Indented(ValidationDocumentBuilder.Build(judged), ReportJson.Default.ValidationDocument),
            OutputFormat.Yaml => YamlWriter.Write(Document(judged), YamlKeyOrder.AsGiven),
            OutputFormat.Path path => path.Template.Render(Document(judged), allowMissingKeys: true),
            OutputFormat.Further { Kind: "junit" } => ValidationJunit.Format(judged, failOn),
            OutputFormat.Further { Kind: "markdown" } => ValidationMarkdown.Format(judged),
            OutputFormat.Further { Kind: "prometheus" } => ValidationPrometheus.Format(judged),
            OutputFormat.Further { Kind: "mermaid" } => ValidationMermaid.Format(judged, served),
            OutputFormat.Further { Kind: "html" } => ValidationHtml.Format(judged, served),
            _ => throw new InvalidOperationException("an output format without a renderer"),
        };

    private static JsonElement Document(ValidationResult judged) =>
        JsonSerializer.SerializeToElement(ValidationDocumentBuilder.Build(judged), ReportJson.Default.ValidationDocument);
}
