using System.Globalization;

namespace KubectlWebhookCert.Tests.Cluster;

/// <summary>`GET /portForward/{namespace}/{pod}?port=443,8443`, as the API server passes it on.</summary>
internal sealed record PortForwardRequest(string Namespace, string Pod, IReadOnlyList<int> Ports)
{
    /// <summary>The one subprotocol that is spoken; a client that names none gets it too.</summary>
    public const string Protocol = "v4.channel.k8s.io";

    /// <summary>Returns the status line of the refusal, or null when the request is good.</summary>
    public static string? Read(HttpRequestHead head, out PortForwardRequest? request)
    {
        request = null;
        if (head.Path.Split('/') is not ["", "portForward", var name, var pod])
        {
            return "404 Not Found";
        }
        if (head.Method != "GET")
        {
            return "405 Method Not Allowed";
        }
        var ports = PortsOf(head);
        if (Fault(ports) is not null)
        {
            return "400 Bad Request";
        }
        if (head.Header("Sec-WebSocket-Protocol") is { } offered && !offered.Split(',', StringSplitOptions.TrimEntries).Contains(Protocol))
        {
            return "403 Forbidden";
        }
        var numbers = ports.Select(port => int.Parse(port, NumberStyles.None, CultureInfo.InvariantCulture));
        request = new PortForwardRequest(name, pod, [.. numbers]);
        return null;
    }

    /// <summary>The body that goes with a refusal.</summary>
    public static string Reason(HttpRequestHead head) => Fault(PortsOf(head)) ?? "";

    private static string? Fault(List<string> ports)
    {
        if (ports.Count == 0)
        {
            return "query parameter \"port\" is required";
        }
        foreach (var port in ports)
        {
            if (!ushort.TryParse(port, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            {
                return $"unable to parse \"{port}\" as a port";
            }
            if (number == 0)
            {
                return "port \"0\" must be > 0";
            }
        }
        return null;
    }

    private static List<string> PortsOf(HttpRequestHead head) =>
        [.. head.Query.Split('&')
            .Where(field => field.StartsWith("port=", StringComparison.Ordinal))
            .SelectMany(field => Uri.UnescapeDataString(field["port=".Length..]).Split(',')),];
}
