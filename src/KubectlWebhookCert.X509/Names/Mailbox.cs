namespace KubectlWebhookCert.X509.Names;

/// <summary>A mail address as RFC 2821 §4.1.2 has it and Go reads it; only what has one can be in a certificate's constraints.</summary>
/// <param name="Local">Before the last @, unquoted.</param>
/// <param name="Domain">After it.</param>
internal sealed record Mailbox(string Local, string Domain)
{
    public override string ToString() => $"{Local}@{Domain}";

    public static Mailbox? Parse(string address)
    {
        var local = new List<char>(address.Length);
        var rest = address is ['"', ..] ? ReadQuoted(address, local) : ReadAtoms(address, local);
        return rest >= 0 && rest < address.Length && address[rest] == '@' && DomainLabels.AreValid(address.AsSpan(rest + 1))
            ? new Mailbox(new string([.. local]), address[(rest + 1)..])
            : null;
    }

    /// <summary>Where the text after the closing quote starts, or -1.</summary>
    private static int ReadQuoted(string address, List<char> local)
    {
        for (var i = 1; i < address.Length; i++)
        {
            var character = address[i];
            if (character == '"')
            {
                return i + 1;
            }

            if (character == '\\')
            {
                i++;
                if (i == address.Length || address[i] is '\0' or '\n' or '\r' or > (char)127)
                {
                    return -1;
                }
            }
            else if (character is '\0' or '\t' or '\n' or '\r' or > (char)127)
            {
                return -1;
            }

            local.Add(address[i]);
        }

        return -1;
    }

    /// <summary>Where the text after the atoms starts, or -1. A backslash escapes outside of quotes too (RFC 3696 §3).</summary>
    private static int ReadAtoms(string address, List<char> local)
    {
        var i = 0;
        for (; i < address.Length; i++)
        {
            if (address[i] == '\\')
            {
                i++;
                if (i == address.Length)
                {
                    return -1;
                }
            }
            else if (!char.IsAsciiLetterOrDigit(address[i]) && !"!#$%&'*+-/=?^_`{|}~.".Contains(address[i], StringComparison.Ordinal))
            {
                break;
            }

            local.Add(address[i]);
        }

        var text = new string([.. local]);
        var dotted = text.StartsWith('.') || text.EndsWith('.') || text.Contains("..", StringComparison.Ordinal);
        return text.Length == 0 || dotted ? -1 : i;
    }
}
