using System.Buffers;
using System.Globalization;

namespace KubectlWebhookCert.Core.ErrorTexts;

/// <summary>The call in <c>Post "https://svc.ns.svc:443/path?timeout=10s": CAUSE</c>; Go before 1.14 wrote it without quotes.</summary>
/// <param name="Address">The URL without the timeout; null where there is none.</param>
/// <param name="Host">Its host.</param>
/// <param name="Port">Its port.</param>
/// <param name="Rest">What follows it.</param>
internal sealed record CalledAddress(string? Address, string Host, int? Port, string Rest)
{
    private const string Timeout = "timeout=";

    private static readonly SearchValues<char> End = SearchValues.Create(" \t\n\r\"'\\)]<>");

    public string? ServiceName => DnsName.Service(Host)?.Name;

    public string? ServiceNamespace => DnsName.Service(Host)?.Namespace;

    public static CalledAddress Read(string text)
    {
        var shown = text.AsSpan().TrimStart(" :");
        var method = shown.StartsWith("Post", StringComparison.Ordinal) ? 4 : shown.StartsWith("Get", StringComparison.Ordinal) ? 3 : 0;
        // issues make a link of it: "[URL](URL)"
        var url = method == 0 ? default : shown[method..].TrimStart(" :\"'[<");
        if (!url.StartsWith("https://", StringComparison.Ordinal) && !url.StartsWith("http://", StringComparison.Ordinal))
        {
            return new CalledAddress(null, "", null, text);
        }

        var address = url[..Length(url)].TrimEnd(":,");
        var (host, port) = Split(address);
        return new CalledAddress(WithoutTimeout(address), host, port, After(url[address.Length..]).ToString());
    }

    // the brackets of an IPv6 address are part of it
    private static int Length(ReadOnlySpan<char> url)
    {
        var host = url.IndexOf("//", StringComparison.Ordinal) + 2;
        var from = host < url.Length && url[host] == '[' ? host + 1 + Math.Max(0, url[host..].IndexOf(']')) : host;
        var end = url[from..].IndexOfAny(End);
        return end < 0 ? url.Length : from + end;
    }

    private static ReadOnlySpan<char> After(ReadOnlySpan<char> rest)
    {
        var link = rest.IndexOf("](", StringComparison.Ordinal);
        if (link is >= 0 and < 4 && rest.IndexOf(')') is > 0 and var close)
        {
            rest = rest[(close + 1)..];
        }

        return rest.TrimStart(" :\"'])>");
    }

    private static (string Host, int? Port) Split(ReadOnlySpan<char> address)
    {
        var isSecure = address.StartsWith("https", StringComparison.Ordinal);
        var authority = address[(isSecure ? 8 : 7)..];
        var path = authority.IndexOfAny('/', '?');
        authority = path < 0 ? authority : authority[..path];
        var colon = authority.LastIndexOf(':');
        if (colon > authority.LastIndexOf(']')
            && int.TryParse(authority[(colon + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out var port))
        {
            return (authority[..colon].Trim("[]").ToString(), port);
        }

        return (authority.Trim("[]").ToString(), isSecure ? 443 : 80);
    }

    private static string WithoutTimeout(ReadOnlySpan<char> address)
    {
        var at = address.LastIndexOf(Timeout, StringComparison.Ordinal);
        return (at > 0 && address[at - 1] is '?' or '&' ? address[..(at - 1)] : address).ToString();
    }
}
