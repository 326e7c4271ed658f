using System.Globalization;

namespace KubectlWebhookCert.Core.Rules;

/// <summary>Endpoints in words.</summary>
internal static class EndpointNames
{
    private const int Shown = 3;

    /// <summary>The pods, or the addresses where there are none: <c>pods hook-a, hook-b</c>, <c>10.1.0.4:9443</c>.</summary>
    public static string Of(IReadOnlyCollection<ServedEndpoint> endpoints)
    {
        var ofPods = endpoints.All(endpoint => endpoint.Request.Pod is not null);
        var names = endpoints.Select(endpoint => endpoint.Request.Pod?.Name ?? Address(endpoint)).Distinct(StringComparer.Ordinal).ToArray();
        var more = names.Length > Shown ? string.Create(CultureInfo.InvariantCulture, $" and {names.Length - Shown} more") : string.Empty;
        var kind = !ofPods ? string.Empty : names.Length == 1 ? "pod " : "pods ";
        return $"{kind}{string.Join(", ", names.Take(Shown))}{more}";
    }

    /// <summary>The same with a verb: <c>pod hook-a serves</c>.</summary>
    public static string With(IReadOnlyCollection<ServedEndpoint> endpoints, string singular, string plural) =>
        $"{Of(endpoints)} {(endpoints.Count == 1 ? singular : plural)}";

    /// <summary>Where it listens: <c>10.1.0.4:9443</c>, <c>[fd00::4]:9443</c>.</summary>
    public static string Address(ServedEndpoint endpoint) => Address(endpoint.Request.Address, endpoint.Request.Port);

    /// <summary>An address with its port.</summary>
    public static string Address(string address, int port) => string.Create(
        CultureInfo.InvariantCulture, $"{(address.Contains(':', StringComparison.Ordinal) ? $"[{address}]" : address)}:{port}");

    /// <summary>One endpoint with pod and address, as evidence.</summary>
    public static string Full(ServedEndpoint endpoint) =>
        endpoint.Request.Pod is { } pod ? $"{Address(endpoint)} (pod {pod.Name})" : Address(endpoint);
}
