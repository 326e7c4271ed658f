using KubectlWebhookCert.X509.Verification;

namespace KubectlWebhookCert.X509.Names;

/// <summary>The host and port of a URI (RFC 3986 §3.2), as Go's net/url takes them.</summary>
internal static class UriAuthority
{
    /// <summary>What is wrong with it, in Go's words, or null.</summary>
    public static string? JudgeHost(string scheme, string host, GoVersion version)
    {
        var areBracketsChecked = GoChanges.BracketsAreChecked.IsIn(version);
        if (areBracketsChecked && host.LastIndexOf('[') > 0)
        {
            return "invalid IP-literal";
        }

        if (host.StartsWith('['))
        {
            var close = host.LastIndexOf(']');
            return close < 0
                ? "missing ']' in host"
                : JudgePort(host[(close + 1)..]) ?? JudgeBrackets(host, close, areBracketsChecked);
        }

        var isStrict = GoChanges.ColonsAreStrict.IsIn(version)
            && (scheme.Equals("http", StringComparison.OrdinalIgnoreCase) || scheme.Equals("https", StringComparison.OrdinalIgnoreCase));
        var colon = isStrict ? host.IndexOf(':', StringComparison.Ordinal) : host.LastIndexOf(':');
        return (colon < 0 ? null : JudgePort(host[colon..])) ?? UriEscapes.JudgeHost(host, isZone: false);
    }

    private static string? JudgePort(string port) =>
        port.Length == 0 || (port[0] == ':' && !port.AsSpan(1).ContainsAnyExceptInRange('0', '9'))
            ? null
            : $"invalid port {GoText.Quote(port)} after host";

    private static string? JudgeBrackets(string host, int close, bool isChecked)
    {
        var zone = host.IndexOf("%25", 0, close, StringComparison.Ordinal);
        var address = host[1..(zone < 0 ? close : zone)];
        var problem = UriEscapes.JudgeHost(address, isZone: false)
            ?? (zone < 0 ? null : UriEscapes.JudgeHost(host[zone..close], isZone: true))
            ?? UriEscapes.JudgeHost(host[close..], isZone: false);
        if (problem is not null || !isChecked)
        {
            return problem;
        }

        var decoded = UriEscapes.Decode(host[1..close]);
        return ServerAddress.Read(decoded, GoVersion.Newest) is not { } read
            ? $"invalid host: ParseAddr({GoText.Quote(decoded)}): unable to parse IP"
            : read.GetAddressBytes().Length == 4 ? "invalid IP-literal" : null;
    }
}
