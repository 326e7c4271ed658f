using System.Text.Json;
using KubectlWebhookCert.Commands.Tests;
using KubectlWebhookCert.Core.Adopting;
using KubectlWebhookCert.Core.Model;

namespace KubectlWebhookCert.Core.Tests.Adopting;

/// <summary>Which values keep a chart from making its certificate anew.</summary>
public sealed class ChartValuesTests
{
    [Fact]
    public void The_handbook_names_the_same_values_for_the_same_charts()
    {
        var rows = File.ReadLines(Repository.PathOf("docs/gitops.md"))
            .SkipWhile(line => line != "| chart | values |")
            .Skip(2)
            .TakeWhile(line => line.StartsWith('|'))
            .Select(line => line.Replace("`", string.Empty, StringComparison.Ordinal).Split(" | "))
            .ToArray();

        Assert.NotEmpty(rows);
        Assert.All(rows, row => Assert.Equal($"; set in its values: {row[1].TrimEnd('|', ' ')}", ChartValues.Of(RenderedBy(row[0].TrimStart('|', ' ')))));
    }

    private static KubernetesObject RenderedBy(string chart)
    {
        using var secret = JsonDocument.Parse($$"""{"kind":"Secret","metadata":{"name":"certs","labels":{"helm.sh/chart":"{{chart}}-1.2.3"} } }""");
        return new KubernetesObject(secret.RootElement.Clone());
    }
}
