using System.CommandLine;
using System.Text.Json;
using KubectlWebhookCert.Cluster.Gathering;
using KubectlWebhookCert.Commands.Completing;
using KubectlWebhookCert.Commands.Help;
using KubectlWebhookCert.Commands.Help.Texts;
using KubectlWebhookCert.Core.Errors;
using KubectlWebhookCert.Core.Model;
using KubectlWebhookCert.Core.Reporting;
using KubectlWebhookCert.Core.Secrets;
using KubectlWebhookCert.Core.Served;
using KubectlWebhookCert.Core.Targets;
using KubectlWebhookCert.Core.Yaml;

namespace KubectlWebhookCert.Commands.Commands;

/// <summary><c>inspect</c>: shows the chain behind each webhook's certificate. Only reads.</summary>
internal static class InspectCommand
{
    private static readonly string[] FurtherFormats = ["markdown", "mermaid", "html"];

    /// <summary>Declares the command.</summary>
    /// <param name="connection">The connection flags, which the caller adds.</param>
    /// <param name="environment">The outside world.</param>
    public static DocumentedCommand Create(GlobalOptions connection, AppEnvironment environment)
    {
        var words = TargetArgument.Create();
        var sources = new SourceOptions();
        var output = OutputFormat.Flag(FurtherFormats);
        var noHeaders = new Option<bool>("--no-headers") { Description = "When using the table output format, don't print headers" };
        var showLabels = new Option<bool>("--show-labels") { Description = "When printing a table, show the labels of the configuration as the last column" };
        var secret = new Option<string?>("--secret") { Description = "The Secret that holds the serving certificate, where it cannot be told", HelpName = ValueNames.Secret };

        var probing = new ProbingOptions();
        var command = new DocumentedCommand("inspect", InspectText.Text) { words };
        sources.AddTo(command);
        command.Add(FlagGroup.Target, secret);
        probing.AddTo(command);
        command.Add(FlagGroup.Output, output, noHeaders, showLabels);
        command.SetAction(async (result, cancellationToken) =>
        {
            var format = OutputFormat.Parse(result.GetValue(output), FurtherFormats);
            var table = new TableOptions(format is OutputFormat.Human { Wide: true }, result.GetValue(noHeaders), result.GetValue(showLabels));
            // The words are judged before anything is opened, and once more when the context's namespace is known.
            var typed = result.GetValue(words) ?? [];
            TargetParser.Parse(typed, connection.Namespace(result) ?? string.Empty);
            var options = new DiscoveryOptions(
                sources.OnlyNamespace(result, connection), sources.Selector(result), result.GetValue(secret) is { } named ? SecretChoice.Parse(named) : null);
            probing.Read(result); // refused before anything is opened
            using var source = await sources.OpenAsync(result, connection, environment, cancellationToken);
            var target = TargetParser.Parse(typed, source.Namespace);
            var snapshot = await SnapshotReader.ReadAsync(source.Cluster, target, options, cancellationToken);
            var inventory = InventoryBuilder.Build(snapshot, target, options);
            var served = ShowsServed(target, format, table)
                ? await probing.Prober(result, source, environment).ProbeAsync(ProbePlan.Of(inventory), cancellationToken)
                : ServedCertificates.None;
            var now = environment.Clock.GetUtcNow();
            var nothing = inventory.Configurations.Count == 0 && format is OutputFormat.Human;
            await environment.Out.WriteAsync(nothing ? string.Empty : Render(inventory, served, target, now, format, table, environment.TerminalWidth));
            await environment.Out.FlushAsync(cancellationToken);
            await environment.Error.WriteAsync(UnreadableNotes.Format(inventory.Unreadable) + (nothing ? "No webhooks found.\n" : string.Empty));

            return (int)ExitCode.Done;
        });
        return command;
    }

    // a line per webhook, or names alone, say nothing of what is served: nobody need be asked
    private static bool ShowsServed(Target target, OutputFormat format, TableOptions table) =>
        format is not OutputFormat.Name && !(format is OutputFormat.Human && IsTable(target, table));

    private static bool IsTable(Target target, TableOptions table) => target is Target.Everything || table.Wide || table.ShowLabels;

    private static string Render(
        Inventory inventory, ServedCertificates served, Target target, DateTimeOffset now, OutputFormat format, TableOptions table, int? width) => format switch
        {
            OutputFormat.Human when IsTable(target, table) => InspectionTable.Format(inventory, now, table),
            OutputFormat.Human => InspectionTree.Format(inventory, served, now, width),
            OutputFormat.Name => InspectionNames.Format(inventory),
            OutputFormat.Json => JsonText.Indented(InspectionDocumentBuilder.Build(inventory, served, now), ReportJson.Default.InspectionDocument),
            OutputFormat.Yaml => YamlWriter.Write(Document(inventory, served, now), YamlKeyOrder.AsGiven),
            OutputFormat.Path path => path.Template.Render(Document(inventory, served, now), allowMissingKeys: true),
            OutputFormat.Further { Kind: "markdown" } => InspectionMarkdown.Format(inventory, served, now),
            OutputFormat.Further { Kind: "mermaid" } => InspectionMermaid.Format(inventory, served, now),
            OutputFormat.Further { Kind: "html" } => InspectionHtml.Format(inventory, served, now),
            _ => throw new InvalidOperationException("an output format without a renderer"),
        };

    private static JsonElement Document(Inventory inventory, ServedCertificates served, DateTimeOffset now) =>
        JsonSerializer.SerializeToElement(InspectionDocumentBuilder.Build(inventory, served, now), ReportJson.Default.InspectionDocument);
}
