using System.Globalization;
using System.Net;

namespace KubectlWebhookCert.X509.Verification;

/// <summary>Reads IP addresses as strictly as Go does: no leading zeros, no short forms.</summary>
internal static class ServerAddress
{
    /// <summary>The address that a server name is, or null for a host name.</summary>
    /// <param name="text">With or without the brackets of a URL.</param>
    /// <param name="version">Newer Go takes zones.</param>
    public static IPAddress? Read(string text, GoVersion version)
    {
        var bare = Unbracketed(text);
        var zone = bare.IndexOf('%', StringComparison.Ordinal);
        if (zone < 0)
        {
            return Parse(bare);
        }

        return GoChanges.ServerAddressesMayHaveZones.IsIn(version) && zone + 1 < bare.Length && bare.Contains(':', StringComparison.Ordinal)
            ? Parse(bare[..zone])
            : null;
    }

    /// <summary>Without the brackets.</summary>
    public static string Unbracketed(string text) => text is ['[', _, .., ']'] ? text[1..^1] : text;

    /// <summary>An address without zone or brackets, or null.</summary>
    public static IPAddress? Parse(string text)
    {
        if (!text.Contains(':', StringComparison.Ordinal))
        {
            return IsDottedQuad(text) ? IPAddress.Parse(text) : null;
        }

        var tail = text.LastIndexOf(':') + 1;
        var isPlain = text.All(character => char.IsAsciiHexDigit(character) || character is ':' or '.')
            && text.Split(':').All(group => group.Length <= 4 || group.Contains('.', StringComparison.Ordinal))
            && (!text.Contains('.', StringComparison.Ordinal) || IsDottedQuad(text[tail..]));
        return isPlain && IPAddress.TryParse(text, out var address) ? address : null;
    }

    private static bool IsDottedQuad(string text) => text.Split('.') is { Length: 4 } parts && Array.TrueForAll(parts, IsOctet);

    private static bool IsOctet(string text) => text.Length is > 0 and <= 3 && text.All(char.IsAsciiDigit) && (text.Length == 1 || text[0] != '0')
        && int.Parse(text, NumberStyles.None, CultureInfo.InvariantCulture) <= 255;
}
