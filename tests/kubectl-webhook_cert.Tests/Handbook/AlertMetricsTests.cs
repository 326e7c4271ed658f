using System.Text.RegularExpressions;

namespace KubectlWebhookCert.Commands.Tests;

/// <summary>The alert rules are about metrics, and labels of theirs, that the program writes.</summary>
public sealed partial class AlertMetricsTests
{
    [Fact]
    public async Task Every_metric_of_the_rules_is_written_with_the_labels_that_they_use()
    {
        var rules = await File.ReadAllTextAsync(Repository.PathOf("docs/prometheus/alerts.yaml"), TestContext.Current.CancellationToken);
        string[] written = [await PrometheusAsync("s1-service-renamed"), await PrometheusAsync("s5-api-server-ca-replaced")];

        var metrics = Metrics().Matches(rules).Select(match => match.Value).ToHashSet();
        var labels = Labels().Matches(rules).SelectMany(match => match.Groups["label"].Captures).Select(capture => capture.Value).ToHashSet();

        Assert.NotEmpty(metrics);
        Assert.Superset(new HashSet<string> { "kind", "name", "code", "severity", "subject_CN", "namespace" }, labels);
        Assert.All(metrics, metric => Assert.Contains(written, text => text.Contains($"# TYPE {metric} gauge\n", StringComparison.Ordinal)));
        Assert.All(labels.Except(["error_type"]), label => Assert.Contains(written, text => LabelOf(label).IsMatch(text)));
    }

    private static async Task<string> PrometheusAsync(string incident) =>
        (await PluginRun.Of(["validate", "-f", Repository.PathOf($"examples/{incident}/before.yaml"), "-o", "prometheus"])).Out;

    private static Regex LabelOf(string name) => new($"[{{,]{name}=\"", RegexOptions.CultureInvariant);

    // the API server's own are about the calls, whoever judges
    [GeneratedRegex(@"\b(webhook_cert|x509_cert)_\w+")]
    private static partial Regex Metrics();

    [GeneratedRegex(@"\$labels\.(?<label>\w+)|by \((?<label>\w+)(, (?<label>\w+))*\)|\{(?<label>\w+)=")]
    private static partial Regex Labels();
}
