using System.Globalization;
using System.Text;

namespace KubectlWebhookCert.Core.Reporting;

/// <summary>One metric in the text format of Prometheus, with all its series.</summary>
/// <param name="name">The metric's name.</param>
/// <param name="help">What it is, one line.</param>
internal sealed class PrometheusFamily(string name, string help)
{
    private readonly Dictionary<string, long> series = [];

    /// <summary>Adds to a series; one that is new starts at 0.</summary>
    public void Count(IEnumerable<PrometheusLabel> labels, long amount)
    {
        var key = Labels(labels);
        series[key] = series.GetValueOrDefault(key) + amount;
    }

    /// <summary>Sets a series.</summary>
    public void Set(IEnumerable<PrometheusLabel> labels, long value) => series[Labels(labels)] = value;

    /// <summary>Nothing where there is no series.</summary>
    public void Write(StringBuilder text)
    {
        if (series.Count == 0)
        {
            return;
        }

        text.Append(CultureInfo.InvariantCulture, $"# HELP {name} {help}\n# TYPE {name} gauge\n");
        foreach (var (labels, value) in series)
        {
            text.Append(CultureInfo.InvariantCulture, $"{name}{labels} {value}\n");
        }
    }

    // a label without a value is the same as none
    private static string Labels(IEnumerable<PrometheusLabel> labels)
    {
        var pairs = labels.Where(label => label.Value.Length > 0).Select(label => $"{label.Name}=\"{Escape(label.Value)}\"");
        var text = string.Join(',', pairs);
        return text.Length == 0 ? string.Empty : $"{{{text}}}";
    }

    private static string Escape(string value) => value
        .Replace("\\", "\\\\", StringComparison.Ordinal)
        .Replace("\"", "\\\"", StringComparison.Ordinal)
        .Replace("\n", "\\n", StringComparison.Ordinal);
}
