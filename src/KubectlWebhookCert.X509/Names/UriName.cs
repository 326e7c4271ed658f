namespace KubectlWebhookCert.X509.Names;

/// <summary>URIs in certificates: whether Go's net/url can parse one and finds a valid domain as its host. If not, Go refuses the certificate.</summary>
internal static class UriName
{
    public static bool IsReadable(string uri)
    {
        var hash = uri.IndexOf('#', StringComparison.Ordinal);
        var fragment = hash < 0 ? "" : uri[(hash + 1)..];
        var text = hash < 0 ? uri : uri[..hash];
        foreach (var character in text)
        {
            if (character < ' ' || character == (char)127)
            {
                return false;
            }
        }

        return EscapesAreValid(fragment) && (text == "*" || IsReadableWithoutFragment(text));
    }

    private static bool IsReadableWithoutFragment(string text)
    {
        if (text.StartsWith(':'))
        {
            return false;
        }

        var scheme = SchemeLength(text);
        var rest = scheme < 0 ? text : text[(scheme + 1)..];
        var query = rest.IndexOf('?', StringComparison.Ordinal);
        rest = query < 0 ? rest : rest[..query];
        if (!rest.StartsWith('/'))
        {
            return scheme >= 0 || (!rest.Split('/', 2)[0].Contains(':', StringComparison.Ordinal) && EscapesAreValid(rest));
        }

        if (!rest.StartsWith("//", StringComparison.Ordinal) || (scheme < 0 && rest.StartsWith("///", StringComparison.Ordinal)))
        {
            return EscapesAreValid(rest);
        }

        var slash = rest.IndexOf('/', 2);
        var authority = slash < 0 ? rest[2..] : rest[2..slash];
        return AuthorityIsValid(authority) && EscapesAreValid(slash < 0 ? "" : rest[slash..]);
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

    private static bool AuthorityIsValid(string authority)
    {
        var at = authority.LastIndexOf('@');
        var user = at < 0 ? "" : authority[..at];
        foreach (var character in user)
        {
            if (!char.IsAsciiLetterOrDigit(character) && !"-._:~!$&'()*+,;=%@".Contains(character, StringComparison.Ordinal))
            {
                return false;
            }
        }

        return EscapesAreValid(user) && HostIsValid(authority[(at + 1)..]);
    }

    private static bool HostIsValid(string host)
    {
        var bracketed = host.StartsWith('[');
        var port = bracketed ? host.LastIndexOf(']') + 1 : host.LastIndexOf(':');
        if (bracketed && port == 0)
        {
            return false;
        }

        if (port >= 0 && port < host.Length && (host[port] != ':' || host.AsSpan(port + 1).ContainsAnyExceptInRange('0', '9')))
        {
            return false;
        }

        // Of the escapes that Go allows in a host only %25, a percent sign, leaves a character that a domain may hold.
        foreach (var character in host)
        {
            if (!char.IsAsciiLetterOrDigit(character) && !"!$&'()*+,;=:[]<>\"-_.~%".Contains(character, StringComparison.Ordinal))
            {
                return false;
            }
        }

        var unescaped = host.Replace("%25", "", StringComparison.Ordinal);
        return !unescaped.Contains('%', StringComparison.Ordinal)
            && DomainLabels.AreValid(host.Replace("%25", "%", StringComparison.Ordinal));
    }

    private static bool EscapesAreValid(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '%' && (i + 2 >= text.Length || !char.IsAsciiHexDigit(text[i + 1]) || !char.IsAsciiHexDigit(text[i + 2])))
            {
                return false;
            }
        }

        return true;
    }
}
