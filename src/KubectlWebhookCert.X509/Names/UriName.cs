using System.Buffers;
using KubectlWebhookCert.X509.Verification;

namespace KubectlWebhookCert.X509.Names;

/// <summary>URIs in certificates: whether Go's net/url can parse one and finds a valid domain as its host. If not, Go refuses the certificate.</summary>
internal static class UriName
{
    private static readonly SearchValues<char> PlainLetters =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~/");

    /// <summary>What a release of Go says against a URI, without <c>x509: </c>, or null.</summary>
    public static string? Judge(string uri, GoVersion version)
    {
        var text = uri.Split('#', 2)[0];
        var problem = JudgeText(text, version);
        if (problem is null && uri.Length > text.Length)
        {
            (problem, text) = (UriEscapes.Judge(uri[(text.Length + 1)..]), uri);
        }

        problem = problem is null
            ? DomainLabels.AreValid(HostOf(uri), version) ? null : "invalid domain"
            : $"parse {GoText.Quote(text)}: {problem}";
        return problem is null ? null : $"cannot parse URI {GoText.Quote(uri)}: {problem}";
    }

    /// <summary>Whether it is what nearly all are, a scheme, a host without port, a path, and so readable for every release.</summary>
    public static bool IsPlain(string uri)
    {
        var scheme = uri.IndexOf("://", StringComparison.Ordinal);
        if (scheme <= 0 || SchemeLength(uri) != scheme || uri.AsSpan(scheme + 3).ContainsAnyExcept(PlainLetters))
        {
            return false;
        }

        var rest = uri.AsSpan(scheme + 3);
        var slash = rest.IndexOf('/');
        return DomainLabels.AreValid(slash < 0 ? rest : rest[..slash], GoVersion.Newest);
    }

    /// <summary>The host and port of a URI that can be parsed, unescaped; empty where it has none.</summary>
    public static string HostOf(string uri)
    {
        var text = uri.Split('#', 2)[0];
        var scheme = SchemeLength(text);
        var rest = (scheme < 0 ? text : text[(scheme + 1)..]).Split('?', 2)[0];
        if (!rest.StartsWith("//", StringComparison.Ordinal) || (scheme < 0 && rest.StartsWith("///", StringComparison.Ordinal)))
        {
            return "";
        }

        var authority = rest[2..].Split('/', 2)[0];
        return UriEscapes.Decode(authority[(authority.LastIndexOf('@') + 1)..]);
    }

    /// <summary>A URI that can be parsed as Go prints it: the scheme in lower case.</summary>
    public static string Normalize(string uri)
    {
        var scheme = SchemeLength(uri);
        return scheme < 0 ? uri : string.Concat(uri[..scheme].ToLowerInvariant(), uri.AsSpan(scheme));
    }

    private static string? JudgeText(string text, GoVersion version)
    {
        if (text.Any(character => character is < ' ' or (char)127))
        {
            return "net/url: invalid control character in URL";
        }

        if (text is "*" or [':', ..])
        {
            return text == "*" ? null : "missing protocol scheme";
        }

        var scheme = SchemeLength(text);
        var rest = (scheme < 0 ? text : text[(scheme + 1)..]).Split('?', 2)[0];
        if (!rest.StartsWith('/') && (scheme >= 0 || rest.Split('/', 2)[0].Contains(':', StringComparison.Ordinal)))
        {
            return scheme >= 0 ? null : "first path segment in URL cannot contain colon";
        }

        if (!rest.StartsWith("//", StringComparison.Ordinal) || (scheme < 0 && rest.StartsWith("///", StringComparison.Ordinal)))
        {
            return UriEscapes.Judge(rest);
        }

        var authority = rest[2..].Split('/', 2)[0];
        return JudgeAuthority(scheme < 0 ? "" : text[..scheme], authority, version) ?? UriEscapes.Judge(rest[(2 + authority.Length)..]);
    }

    private static string? JudgeAuthority(string scheme, string authority, GoVersion version)
    {
        var at = authority.LastIndexOf('@');
        var user = at < 0 ? "" : authority[..at];
        return UriAuthority.JudgeHost(scheme, authority[(at + 1)..], version)
            ?? (user.All(character => char.IsAsciiLetterOrDigit(character) || "-._:~!$&'()*+,;=%@".Contains(character, StringComparison.Ordinal))
                ? UriEscapes.Judge(user)
                : "net/url: invalid userinfo");
    }

    private static int SchemeLength(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            var character = text[i];
            if (character == ':')
            {
                return i;
            }

            if (!char.IsAsciiLetter(character) && (i == 0 || (!char.IsAsciiDigit(character) && character is not ('+' or '-' or '.'))))
            {
                return -1;
            }
        }

        return -1;
    }
}
