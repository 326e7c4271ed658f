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

    /// <summary>All lines; the first says who was asked and how.</summary>
    public static List<TreeLine> Of(Webhook webhook, ServedCertificates served, DateTimeOffset now)
    {
        var probed = Probed(webhook, served);
        List<TreeLine> lines = [new TreeLine(Subject(webhook), How(probed))];
        foreach (var alike in probed.Where(endpoint => endpoint.Answer is ProbeAnswer.Presented).GroupBy(Leaf))
        {
            var who = webhook.Service is { } service ? Who([.. alike], service.Endpoints.Count) : string.Empty;
            lines.Add(alike.Key is { } leaf
                ? new TreeLine($"leaf for {CertificateWords.Names(leaf)}", $"{CertificateWords.Dates(leaf, now)}{who}")
                : new TreeLine("a certificate that cannot be read", who.TrimStart()));
        }

        lines.AddRange(Problems(probed));
        return lines;
    }

    /// <summary>The endpoints that served no certificate, and why.</summary>
    public static IEnumerable<TreeLine> Problems(Webhook webhook, ServedCertificates served) => Problems(Probed(webhook, served));

    private static IEnumerable<TreeLine> Problems(List<Asked> probed) =>
        from endpoint in probed.Exists(endpoint => endpoint.Answer is not ProbeAnswer.NotAsked) ? probed : []
        let problem = ProbeWords.Problem(endpoint.Answer)
        where problem is not null
        let place = EndpointNames.Address(endpoint.Request.Address, endpoint.Request.Port)
        select new TreeLine((endpoint.Request.Pod is { } pod ? $"{place} pod {pod.Name}" : place) + endpoint.State, problem);

    private static List<Asked> Probed(Webhook webhook, ServedCertificates served) =>
    [
        .. from place in ProbePlan.Of(webhook)
           let found = served.Find(place.Request)
           where found is not null
           select new Asked(found, place.Endpoint),
    ];

    private static string Subject(Webhook webhook) => webhook.Service switch
    {
        null => webhook.Calls.ServerName,
        { EndpointsPresence: Presence.Unknown } => "endpoints could not be read",
        { Endpoints: var endpoints } => Endpoints(endpoints),
    };

    private static string Endpoints(ValueList<Endpoint> endpoints)
    {
        var workloads = Workloads(endpoints).ToList();
        return Count(endpoints) + (workloads.Count == 0 ? string.Empty : $" of {string.Join(" and ", workloads)}");
    }

    /// <summary>How many: <c>2 endpoints, 1 ready</c>.</summary>
    public static string Count(ValueList<Endpoint> endpoints)
    {
        var ready = endpoints.Count(endpoint => endpoint.Ready);
        return CountWords.Of(endpoints.Count, "endpoint") + (ready == endpoints.Count ? string.Empty : string.Create(CultureInfo.InvariantCulture, $", {ready} ready"));
    }

    /// <summary>What runs them, each once.</summary>
    public static IEnumerable<ObjectRef> Workloads(ValueList<Endpoint> endpoints) =>
        endpoints.Select(endpoint => endpoint.Workload).OfType<ObjectRef>().Distinct();

    /// <summary>How they were asked, or why not; the same reason for all is said once.</summary>
    public static string How(Webhook webhook, ServedCertificates served) => How(Probed(webhook, served));

    private static string How(List<Asked> probed)
    {
        var asked = probed.Where(endpoint => endpoint.Answer is not ProbeAnswer.NotAsked).ToList();
        if (asked.Count == 0)
        {
            var why = probed.Select(endpoint => ((ProbeAnswer.NotAsked)endpoint.Answer).Why).Distinct(StringComparer.Ordinal).ToArray();
            return why.Length == 0 ? "not asked" : $"not asked: {why[0]}";
        }

        string[] words =
        [
            .. asked.Select(endpoint => endpoint.Probed.Way is { } way ? ProbeWords.Way(way) : null).OfType<string>().Distinct(StringComparer.Ordinal),
            .. asked.Select(endpoint => (endpoint.Answer as ProbeAnswer.Presented)?.Protocol).OfType<string>().Distinct(StringComparer.Ordinal),
            .. asked.Exists(endpoint => endpoint.Answer is ProbeAnswer.Presented { AsksClientCertificate: true })
                ? ["asks for a client certificate"]
                : Array.Empty<string>(),
        ];
        return string.Join(", ", words);
    }

    private static string Who(Asked[] endpoints, int total)
    {
        string[] pods = [.. endpoints.Select(endpoint => (endpoint.Request.Pod?.Name ?? endpoint.Request.Address) + endpoint.State)];
        var more = pods.Length > ShownPods ? ", …" : string.Empty;
        return string.Create(
            CultureInfo.InvariantCulture,
            $"  {endpoints.Length} of {CountWords.Of(total, "endpoint")} ({string.Join(", ", pods.Take(ShownPods))}{more})");
    }

    private static Certificate? Leaf(Asked endpoint) => ((ProbeAnswer.Presented)endpoint.Answer).Leaf;

    private sealed record Asked(ProbedEndpoint Probed, Endpoint? Endpoint)
    {
        public ProbeRequest Request => Probed.Request;

        public ProbeAnswer Answer => Probed.Answer;

        /// <summary>Of one that calls do not meet, or not for long.</summary>
        public string State => Endpoint switch
        {
            { Terminating: true } => " terminating",
            { Ready: false } => " not ready",
            _ => string.Empty,
        };
    }
}
