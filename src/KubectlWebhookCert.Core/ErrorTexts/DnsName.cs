using System.Buffers;

namespace KubectlWebhookCert.Core.ErrorTexts;

/// <summary>Names as Kubernetes has them. No other is taken out of a text: it might end up in a command to type.</summary>
internal static class DnsName
{
    private const int Longest = 253;

    private static readonly SearchValues<char> Letters =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789.-_");

    /// <summary>Whether it has the letters of one, and starts with a letter or a digit.</summary>
    public static bool IsOne(ReadOnlySpan<char> name) =>
        name.Length is > 0 and <= Longest && char.IsAsciiLetterOrDigit(name[0]) && !name.ContainsAnyExcept(Letters);

    /// <summary>Whether it is a version and a group: <c>v1beta1.metrics.k8s.io</c>.</summary>
    public static bool IsApiService(ReadOnlySpan<char> name) =>
        IsOne(name) && name.Length > 3 && name[0] == 'v' && char.IsAsciiDigit(name[1]) && name.Contains('.');

    /// <summary>The Service that a host name stands for: <c>NAME.NAMESPACE.svc</c>, also with the cluster's domain after it.</summary>
    public static ServiceName? Service(ReadOnlySpan<char> host)
    {
        var first = host.IndexOf('.');
        var second = first < 0 ? -1 : host[(first + 1)..].IndexOf('.') + first + 1;
        if (first <= 0 || second <= first + 1 || !IsOne(host))
        {
            return null;
        }

        var suffix = host[(second + 1)..];
        return suffix is "svc" || suffix.StartsWith("svc.", StringComparison.Ordinal)
            ? new ServiceName(host[..first].ToString(), host[(first + 1)..second].ToString())
            : null;
    }
}
