using System.Globalization;

namespace KubectlWebhookCert.Core.ErrorTexts;

/// <summary>That an aggregated API is not available, without a call that failed: conditions, the table of kubectl, clients.</summary>
/// <remarks>Source: kubernetes/kube-aggregator, status/remote/remote_available_controller.go.</remarks>
internal static class AvailabilityText
{
    private const string Unable = "the server is currently unable to handle the request";
    private const string Service = "service/";

    private static readonly string[] Conditions =
        [" is not present", " is not listening on port ", " have no addresses", "cannot find endpoints for "];
    private static readonly string[] Reasons =
        ["FailedDiscoveryCheck", "MissingEndpoints", "EndpointsNotFound", "ServiceNotFound", "ServicePortError"];

    /// <summary>The words by which a text may be one of these.</summary>
    public static ReadOnlySpan<string> Markers => new[] { Unable, Service, "False (" };

    public static ReportedError? Read(string text) => Condition(text) ?? Row(text) ?? Client(text);

    // service/NAME in "NAMESPACE" is not present
    private static ReportedError? Condition(string text)
    {
        var at = text.IndexOf(Service, StringComparison.Ordinal);
        if (at < 0 || !Array.Exists(Conditions, words => text.Contains(words, StringComparison.Ordinal)))
        {
            return null;
        }

        var words = text[(at + Service.Length)..].Split(' ', 4);
        if (words is not [var name, "in", var quoted, ..] || !DnsName.IsOne(name) || quoted.Trim('"', '\\') is not { Length: > 0 } place)
        {
            return null;
        }

        const string Endpoints = "endpoints for ";
        const string Find = "cannot find ";
        var from = At(text, Endpoints, at);
        var tail = CauseText.Clean(text[At(text, Find, from)..]);
        return new ReportedError(ReportedForm.Aggregation, tail, "")
        {
            ServiceName = name,
            ServiceNamespace = DnsName.IsOne(place) ? place : null,
            Port = PortOf(tail),
        };
    }

    // v1beta1.metrics.k8s.io   kube-system/metrics-server   False (FailedDiscoveryCheck)   27s
    private static ReportedError? Row(string text)
    {
        var reason = Array.Find(Reasons, reason => text.Contains($"False ({reason})", StringComparison.Ordinal));
        var cells = reason is null ? [] : text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return cells is [var name, var called, "False", ..] && DnsName.IsApiService(name) && called.Split('/') is [var place, var service]
            ? new ReportedError(ReportedForm.Aggregation, reason!, "")
            {
                ApiService = name,
                ServiceName = DnsName.IsOne(service) ? service : null,
                ServiceNamespace = DnsName.IsOne(place) ? place : null,
            }
            : null;
    }

    // unable to retrieve the complete list of server APIs: metrics.k8s.io/v1beta1: the server is ...
    private static ReportedError? Client(string text)
    {
        var at = text.IndexOf(Unable, StringComparison.Ordinal);
        if (at < 0)
        {
            return null;
        }

        var before = text.AsSpan(0, at).TrimEnd(": ");
        var named = before[(before.LastIndexOf(' ') + 1)..];
        return new ReportedError(ReportedForm.Aggregation, CauseText.Clean(text[at..]), "") { ApiService = AggregationText.NameOf(named) };
    }

    private static int At(string text, string words, int end) =>
        end >= words.Length && string.CompareOrdinal(text, end - words.Length, words, 0, words.Length) == 0 ? end - words.Length : end;

    private static int? PortOf(string tail) =>
        tail.StartsWith(Service, StringComparison.Ordinal)
        && int.TryParse(tail.AsSpan(tail.LastIndexOf(' ') + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var port)
            ? port
            : null;
}
