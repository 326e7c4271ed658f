using System.Globalization;
using System.Net;
using KubectlWebhookCert.Core.Errors;

namespace KubectlWebhookCert.Cluster.Api;

/// <summary>The proxy that the environment asks for, by the rules of Go's clients, which differ from the platform's (loopback, networks in <c>NO_PROXY</c>).</summary>
/// <remarks>Source: golang.org/x/net/http/httpproxy.</remarks>
public static class EnvironmentProxy
{
    /// <summary>The proxy for one server, or null for a direct connection.</summary>
    /// <param name="server">The server's address.</param>
    /// <param name="getVariable">Reads an environment variable.</param>
    /// <exception cref="UsageException">The variable holds no address of a proxy.</exception>
    public static Uri? Find(Uri server, Func<string, string?> getVariable)
    {
        ArgumentNullException.ThrowIfNull(server);
        ArgumentNullException.ThrowIfNull(getVariable);
        var variable = server.Scheme == Uri.UriSchemeHttps ? "HTTPS_PROXY" : "HTTP_PROXY";
        var text = Read(variable);
        if (text.Length == 0 || IsLoopback(server) || IsExcluded(server, Read("NO_PROXY")))
        {
            return null;
        }

        var address = text.Contains("://", StringComparison.Ordinal) ? text : $"http://{text}";
        return Uri.TryCreate(address, UriKind.Absolute, out var proxy) && proxy.Host.Length > 0
            ? proxy
            : throw new UsageException($"the environment variable {variable} is not the address of a proxy", $"unset {variable}");

        string Read(string name) =>
            getVariable(name) is { Length: > 0 } upper ? upper.Trim() : (getVariable(Lower(name)) ?? string.Empty).Trim();
    }

    private static string Lower(string name) => string.Create(name.Length, name, (lower, source) => source.AsSpan().ToLowerInvariant(lower));

    private static bool IsLoopback(Uri server) =>
        server.IdnHost.Equals("localhost", StringComparison.OrdinalIgnoreCase)
        || (IPAddress.TryParse(server.IdnHost, out var address) && IPAddress.IsLoopback(address));

    private static bool IsExcluded(Uri server, string exclusions)
    {
        foreach (var part in exclusions.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            if (part == "*" || Excludes(part, server))
            {
                return true;
            }
        }

        return false;
    }

    private static bool Excludes(string part, Uri server)
    {
        var isAddress = IPAddress.TryParse(server.IdnHost, out var address);
        if (IPNetwork.TryParse(part, out var network))
        {
            return isAddress && network.Contains(address!);
        }

        var host = part;
        if (!IPAddress.TryParse(part, out _) && part.LastIndexOf(':') is var colon and > 0)
        {
            if (part[(colon + 1)..] != server.Port.ToString(CultureInfo.InvariantCulture))
            {
                return false;
            }

            host = part[..colon].Trim('[', ']');
        }

        if (isAddress)
        {
            return IPAddress.TryParse(host, out var excluded) && excluded.Equals(address);
        }

        // ".example.com" and "*.example.com" are the names below, "example.com" is itself and the names below
        var domain = host.TrimStart('*');
        return domain.StartsWith('.')
            ? server.IdnHost.EndsWith(domain, StringComparison.OrdinalIgnoreCase)
            : server.IdnHost.Equals(domain, StringComparison.OrdinalIgnoreCase)
                || server.IdnHost.EndsWith($".{domain}", StringComparison.OrdinalIgnoreCase);
    }
}
