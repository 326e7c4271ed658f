using KubectlWebhookCert.X509.Names;

namespace KubectlWebhookCert.X509.Verification.Constraints;

/// <summary>The host of a URI, which is what constraints bind (RFC 5280 §4.2.1.10).</summary>
internal static class UriHost
{
    /// <summary>The host, lower case as it is, without its port; null with Go's words where there is none that constraints could bind.</summary>
    /// <param name="uri">A URI that the certificate's parser took.</param>
    /// <param name="saysWhich">Newer Go names the host that has no clear port.</param>
    /// <param name="problem">Empty if there is a host.</param>
    public static string? Read(string uri, bool saysWhich, out string problem)
    {
        var quoted = GoText.Quote(UriName.Normalize(uri));
        var host = UriName.HostOf(uri);
        problem = $"URI with empty host ({quoted}) cannot be matched against constraints";
        if (host.Length == 0)
        {
            return null;
        }

        if (host.Contains(':', StringComparison.Ordinal) && !host.EndsWith(']'))
        {
            var colon = host.LastIndexOf(':');
            var bare = host[..colon];
            if (bare.Contains(':', StringComparison.Ordinal) && bare is not ['[', .., ']'])
            {
                problem = $"address {host}: too many colons in address";
                problem = saysWhich ? $"cannot parse URI host {GoText.Quote(host)}: {problem}" : problem;
                return null;
            }

            host = ServerAddress.Unbracketed(bare);
        }

        problem = $"URI with IP ({quoted}) cannot be matched against constraints";
        return ServerAddress.Parse(host) is not null || host is ['[', .., ']'] ? null : host;
    }
}
