using System.Globalization;
using KubectlWebhookCert.Core.Model;
using KubectlWebhookCert.Core.Rules;
using KubectlWebhookCert.Core.Served;
using KubectlWebhookCert.X509;

namespace KubectlWebhookCert.Core.Reporting;

/// <summary>What a webhook's endpoints serve, in lines of a tree: each distinct certificate once, then what went wrong.</summary>
internal static class ServedLines
{
    private const int ShownPods = 3;

    public static List<TreeLine> Of(Webhook webhook, ServedCertificates served, DateTimeOffset now)
    {
        var probed = ProbePlan.Of(webhook).Select(served.Find).OfType<ProbedEndpoint>().ToList();
        List<TreeLine> lines = [new TreeLine(Subject(webhook), How(probed))];
        var total = webhook.Service?.Endpoints.Count ?? 1;
        foreach (var alike in probed.Where(endpoint => endpoint.Answer is ProbeAnswer.Presented).GroupBy(Leaf))
        {
            var who = Who([.. alike], total, webhook);
            lines.Add(alike.Key is { } leaf
                ? new TreeLine($"leaf for {CertificateWords.Names(leaf)}", $"{CertificateWords.Dates(leaf, now)}{who}")
                : new TreeLine("a certificate that cannot be read", who.TrimStart()));
        }

        var isAnyAsked = probed.Exists(endpoint => endpoint.Answer is not ProbeAnswer.NotAsked);
        foreach (var endpoint in isAnyAsked ? probed : [])
        {
            if (ProbeWords.Problem(endpoint.Answer) is { } problem)
            {
                var place = EndpointNames.Address(endpoint.Request.Address, endpoint.Request.Port);
                lines.Add(new TreeLine((endpoint.Request.Pod is { } pod ? $"{place} pod {pod.Name}" : place) + State(webhook, endpoint), problem));
            }
        }

        return lines;
    }

    private static string Subject(Webhook webhook) => webhook.Service switch
    {
        null => webhook.Calls.ServerName,
        { EndpointsPresence: Presence.Unknown } => "endpoints could not be read",
        { Endpoints: var endpoints } => Endpoints(endpoints),
    };

    private static string Endpoints(ValueList<Endpoint> endpoints)
    {
        var ready = endpoints.Count(endpoint => endpoint.Ready);
        var count = endpoints.Count == 1 ? "1 endpoint" : string.Create(CultureInfo.InvariantCulture, $"{endpoints.Count} endpoints");
        var readiness = ready == endpoints.Count ? string.Empty : string.Create(CultureInfo.InvariantCulture, $", {ready} ready");
        var workloads = endpoints.Select(endpoint => endpoint.Workload).OfType<ObjectRef>().Distinct().ToList();
        return count + readiness + (workloads.Count == 0 ? string.Empty : $" of {string.Join(" and ", workloads)}");
    }

    // the same reason for all is said once
    private static string How(List<ProbedEndpoint> probed)
    {
        var asked = probed.Where(endpoint => endpoint.Answer is not ProbeAnswer.NotAsked).ToList();
        if (asked.Count == 0)
        {
            var why = probed.Select(endpoint => ((ProbeAnswer.NotAsked)endpoint.Answer).Why).Distinct(StringComparer.Ordinal).ToArray();
            return why.Length == 0 ? "not asked" : $"not asked: {why[0]}";
        }

        string[] words =
        [
            .. asked.Select(endpoint => endpoint.Way).OfType<ProbeWay>().Distinct().Select(ProbeWords.Way),
            .. asked.Select(endpoint => (endpoint.Answer as ProbeAnswer.Presented)?.Protocol).OfType<string>().Distinct(StringComparer.Ordinal),
            .. asked.Exists(endpoint => endpoint.Answer is ProbeAnswer.Presented { AsksClientCertificate: true })
                ? ["asks for a client certificate"]
                : Array.Empty<string>(),
        ];
        return string.Join(", ", words);
    }

    private static string Who(ProbedEndpoint[] endpoints, int total, Webhook webhook)
    {
        if (webhook.Service is null)
        {
            return string.Empty;
        }

        string[] pods = [.. endpoints.Select(endpoint => (endpoint.Request.Pod?.Name ?? endpoint.Request.Address) + State(webhook, endpoint))];
        var more = pods.Length > ShownPods ? ", …" : string.Empty;
        return string.Create(
            CultureInfo.InvariantCulture,
            $"  {endpoints.Length} of {total} {(total == 1 ? "endpoint" : "endpoints")} ({string.Join(", ", pods.Take(ShownPods))}{more})");
    }

    // one that calls do not meet, or not for long
    private static string State(Webhook webhook, ProbedEndpoint probed) =>
        webhook.Service?.Endpoints.FirstOrDefault(endpoint => ProbePlan.Of(webhook, endpoint) == probed.Request) switch
        {
            { Terminating: true } => " terminating",
            { Ready: false } => " not ready",
            _ => string.Empty,
        };

    private static Certificate? Leaf(ProbedEndpoint endpoint) => ((ProbeAnswer.Presented)endpoint.Answer).Leaf;
}
