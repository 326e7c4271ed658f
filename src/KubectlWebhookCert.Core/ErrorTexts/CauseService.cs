using System.Globalization;

namespace KubectlWebhookCert.Core.ErrorTexts;

/// <summary>The Service as the cause itself names it.</summary>
internal static class CauseService
{
    private const string Quoted = "service \"";
    private const string Port = "no service port ";

    private static readonly string[] Wanted = [", not ", "but wanted to match ", "DNS name \""];

    /// <summary>The error with the Service that its cause names, if it names one.</summary>
    public static ReportedError Complete(ReportedError error)
    {
        if (Named(error.Tail) is { } name)
        {
            return error with { ServiceName = name, Port = error.Port ?? PortOf(error.Tail) };
        }

        return Wanted.Select(words => After(error.Tail, words)).FirstOrDefault(found => found is not null) is { } service
            ? error with { ServiceName = service.Name, ServiceNamespace = service.Namespace }
            : error;
    }

    private static string? Named(string tail)
    {
        var at = tail.IndexOf(Quoted, StringComparison.Ordinal);
        var end = at < 0 ? -1 : tail.IndexOf('"', at + Quoted.Length);
        return end < 0 || !DnsName.IsOne(tail.AsSpan()[(at + Quoted.Length)..end]) ? null : tail[(at + Quoted.Length)..end];
    }

    private static int? PortOf(string tail)
    {
        var at = tail.IndexOf(Port, StringComparison.Ordinal);
        var digits = at < 0 ? default : tail.AsSpan(at + Port.Length);
        var end = digits.IndexOf(' ');
        return end > 0 && int.TryParse(digits[..end], NumberStyles.None, CultureInfo.InvariantCulture, out var port) ? port : null;
    }

    private static ServiceName? After(string tail, string words)
    {
        var at = tail.LastIndexOf(words, StringComparison.Ordinal);
        var host = at < 0 ? default : tail.AsSpan(at + words.Length);
        var end = host.IndexOfAny(' ', '"');
        return DnsName.Service((end < 0 ? host : host[..end]).TrimEnd('.'));
    }
}
