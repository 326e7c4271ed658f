namespace KubectlWebhookCert.Cluster.Kubeconfig;

/// <summary>The address of an API server or proxy as written, and what it means.</summary>
/// <param name="Uri">The address without user name and password.</param>
/// <param name="UserInfo">User name and password that were written into it, maybe percent-encoded; empty where none were. A secret.</param>
/// <remarks>Source: client-go rest/url_utils.go, DefaultServerURL; tools/clientcmd/helpers.go, parseProxyURL.</remarks>
internal readonly record struct ServerAddress(Uri Uri, string UserInfo)
{
    /// <summary>Reads a server's address: a URL, or <c>host:port</c>, which means http as it does for kubectl.</summary>
    public static ServerAddress Parse(string text, string place)
    {
        var hasScheme = text.Contains("://", StringComparison.Ordinal);
        if (!Uri.TryCreate(hasScheme ? text : $"http://{text}", UriKind.Absolute, out var uri)
            || uri.Host.Length == 0
            || text.Any(char.IsWhiteSpace))
        {
            throw Wrong(place, "is not a URL");
        }

        if (uri.Scheme != Uri.UriSchemeHttp && uri.Scheme != Uri.UriSchemeHttps)
        {
            throw Wrong(place, $"has scheme \"{uri.Scheme}\", not http or https");
        }

        if (!hasScheme && uri.AbsolutePath != "/")
        {
            throw Wrong(place, "is neither a URL nor host:port");
        }

        var bare = new UriBuilder(uri) { UserName = string.Empty, Password = string.Empty, Query = string.Empty, Fragment = string.Empty };
        return new ServerAddress(bare.Uri, uri.UserInfo);
    }

    /// <summary>Reads a proxy's address; what is in its user info stays in it.</summary>
    public static Uri ParseProxy(string text, string place)
    {
        const string Hint = "kubectl config set clusters.NAME.proxy-url http://proxy.example.com:3128";
        if (!Uri.TryCreate(text, UriKind.Absolute, out var uri))
        {
            throw new KubeconfigException($"{place} is not a URL", Hint);
        }

        return uri.Scheme is not ("http" or "https" or "socks5")
            ? throw new KubeconfigException($"{place} has the unsupported scheme \"{uri.Scheme}\", must be http, https, or socks5", Hint)
            : uri.Host.Length == 0 ? throw new KubeconfigException($"{place} names no host", Hint) : uri;
    }

    private static KubeconfigException Wrong(string place, string why) =>
        new($"{place} {why}", "a server is written like https://api.example.com:6443: kubectl config set-cluster NAME --server URL");
}
