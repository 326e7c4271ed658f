using System.CommandLine;
using System.Text;
using System.Text.Json;
using KubectlWebhookCert.Cluster.Gathering;
using KubectlWebhookCert.Cluster.Kubeconfig;
using KubectlWebhookCert.Commands.Help;
using KubectlWebhookCert.Commands.Help.Texts;
using KubectlWebhookCert.Core;
using KubectlWebhookCert.Core.Errors;
using KubectlWebhookCert.Core.ErrorTexts;
using KubectlWebhookCert.Core.Model;
using KubectlWebhookCert.Core.Reporting;
using KubectlWebhookCert.Core.Targets;
using KubectlWebhookCert.Core.Trust;
using KubectlWebhookCert.Core.Validation;
using KubectlWebhookCert.Core.Yaml;
using KubectlWebhookCert.X509.Verification;

namespace KubectlWebhookCert.Commands.Commands;

/// <summary><c>why</c>: from an error's text to its root cause. Only reads.</summary>
internal static class WhyCommand
{
    private const int LongestText = 16 << 20; // characters: a log, not an archive of logs

    /// <summary>Declares the command.</summary>
    /// <param name="connection">The connection flags, which the caller adds.</param>
    /// <param name="environment">The outside world.</param>
    public static DocumentedCommand Create(GlobalOptions connection, AppEnvironment environment)
    {
        var text = new Argument<string[]>("TEXT") { Arity = ArgumentArity.ZeroOrMore };
        var sources = new SourceOptions();
        var output = OutputFormat.Flag();
        var offline = new Option<bool>("--offline") { Description = "Explain the text, and ask no cluster" };
        var probing = new ProbingOptions();
        var command = new DocumentedCommand("why", WhyText.Text) { text };
        sources.AddTo(command);
        command.Add(FlagGroup.Target, offline);
        probing.AddTo(command);
        command.Add(FlagGroup.Output, output);
        command.SetAction(async (result, cancellationToken) =>
        {
            var format = OutputFormat.Parse(result.GetValue(output));
            probing.Read(result); // refused before anything is opened
            var errors = ReportedErrors.Parse(await ReadAsync(result.GetValue(text) ?? [], environment, cancellationToken));
            if (errors.Count == 0)
            {
                throw new UsageException(
                    "no error of a webhook call is in the text",
                    "give the whole message in quotes: kubectl webhook-cert why 'Internal error occurred: failed calling webhook ...'");
            }

            WebhookCertException? failure = null;
            IReadOnlyList<Diagnosis> diagnoses = [.. errors.Select(error => Diagnosis.Of(error, null))];
            try
            {
                diagnoses = result.GetValue(offline) ? diagnoses : await AskAsync(errors);
            }
            catch (WebhookCertException refused)
            {
                failure = refused; // what the text itself says is worth saying all the same
            }

            await environment.Out.WriteAsync(Render(diagnoses, format, environment.TerminalWidth));
            await environment.Out.FlushAsync(cancellationToken);
            if (failure is KubeconfigException && connection.Overrides(result) == new ConfigOverrides())
            {
                await environment.Error.WriteAsync($"note: no cluster was asked: {Printable.Escape(failure.Message)}\n");
                return (int)ExitCode.Done;
            }

            return failure is null ? (int)ExitCode.Done : throw failure;

            async Task<IReadOnlyList<Diagnosis>> AskAsync(ValueList<ReportedError> reported)
            {
                using var source = await sources.OpenAsync(result, connection, environment, cancellationToken);
                var reading = new DiscoveryOptions(sources.OnlyNamespace(result, connection), sources.Selector(result), null);
                var judging = new ValidationOptions(environment.Clock.GetUtcNow(), ApiServerVersion.Newest);
                var judged = new Dictionary<Target, ValidationResult?>();
                foreach (var target in reported.Select(DiagnosisTarget.Of).Distinct())
                {
                    judged[target] = await JudgeAsync(
                        source, new WebhookJudge(target, reading, probing.Prober(result, source, environment), NoKubeconfig), judging, environment.Error, cancellationToken);
                }

                return [.. reported.Select(error => Diagnosis.Of(error, judged[DiagnosisTarget.Of(error)]))];
            }
        });
        return command;
    }

    // that the cluster does not have the webhook of a text is worth a line, and no failure: the text may be of another cluster
    private static async Task<ValidationResult?> JudgeAsync(
        OpenSource source, WebhookJudge judge, ValidationOptions judging, TextWriter notes, CancellationToken cancellationToken)
    {
        try
        {
            var judged = judge.Judge(await judge.ReadAsync(source.Cluster, cancellationToken), judging);
            await notes.WriteAsync(UnreadableNotes.Format(judged.Unreadable));
            return judged;
        }
        catch (TargetException missing)
        {
            await notes.WriteAsync($"note: {Printable.Escape(missing.Message)}\n");
            return null;
        }
    }

    // a text names no kubeconfig
    private static Task<ValueList<TrustStore>> NoKubeconfig(Target.Kubeconfig target, TrustSource? source, CancellationToken cancellationToken) =>
        Task.FromResult<ValueList<TrustStore>>([]);

    private static async Task<string> ReadAsync(string[] words, AppEnvironment environment, CancellationToken cancellationToken)
    {
        if (words is not ["-"])
        {
            return words.Length > 0
                ? string.Join(' ', words)
                : throw new UsageException("a text is needed", "kubectl webhook-cert why 'TEXT', or - to read standard input");
        }

        var text = new StringBuilder();
        var buffer = new char[1 << 16];
        while (text.Length < LongestText && await environment.In.ReadAsync(buffer, cancellationToken) is var read and > 0)
        {
            text.Append(buffer, 0, read);
        }

        return text.ToString();
    }

    private static string Render(IReadOnlyList<Diagnosis> diagnoses, OutputFormat format, int? width) => format switch
    {
        OutputFormat.Human => DiagnosisText.Format(diagnoses, width),
        OutputFormat.Json => JsonText.Indented(DiagnosisDocumentBuilder.Build(diagnoses), ReportJson.Default.DiagnosisDocument),
        OutputFormat.Yaml => YamlWriter.Write(Document(diagnoses), YamlKeyOrder.AsGiven),
        OutputFormat.Path path => path.Template.Render(Document(diagnoses), allowMissingKeys: true),
        OutputFormat.Name => string.Concat(diagnoses
            .SelectMany(diagnosis => diagnosis.Causes)
            .Select(cause => cause.Finding.Rule.Code)
            .Distinct()
            .Select(code => code + "\n")),
        _ => throw new InvalidOperationException("an output format without a renderer"),
    };

    private static JsonElement Document(IReadOnlyList<Diagnosis> diagnoses) =>
        JsonSerializer.SerializeToElement(DiagnosisDocumentBuilder.Build(diagnoses), ReportJson.Default.DiagnosisDocument);
}
