using System.Collections.Immutable;
using System.Globalization;
using System.Text;

namespace KubectlWebhookCert.X509.Names;

/// <summary>
/// A distinguished name as text in the form of Go's pkix.Name.String: RFC 2253, types Go knows in a fixed order, the others last.
/// Unlike Go, which prints the latter as hex, their values are readable.
/// </summary>
internal static class NameText
{
    public static string Format(ImmutableArray<NamePart> parts)
    {
        var text = new StringBuilder();
        for (var i = NameTypes.GoOrder.Length - 1; i >= 0; i--)
        {
            AppendKnown(text, parts, NameTypes.GoOrder[i]);
        }

        for (var i = parts.Length - 1; i >= 0; i--)
        {
            if (Array.IndexOf(NameTypes.GoOrder, parts[i].Oid) < 0)
            {
                Append(text, parts[i], ',');
            }
        }

        return text.ToString();
    }

    private static void AppendKnown(StringBuilder text, ImmutableArray<NamePart> parts, string oid)
    {
        if (NameTypes.IsSingle(oid))
        {
            if (parts.LastOrDefault(part => part.Oid == oid) is { Value.Length: > 0 } last)
            {
                Append(text, last, ',');
            }

            return;
        }

        var separator = ',';
        foreach (var part in parts)
        {
            if (part.Oid == oid)
            {
                Append(text, part, separator);
                separator = '+';
            }
        }
    }

    private static void Append(StringBuilder text, NamePart part, char separator)
    {
        if (text.Length > 0)
        {
            text.Append(separator);
        }

        text.Append(NameTypes.ShortName(part.Oid) ?? part.Oid).Append('=');
        var value = part.Value;
        for (var i = 0; i < value.Length; i++)
        {
            var character = value[i];
            if (char.IsControl(character))
            {
                // Go prints these raw; a terminal should not be given them.
                text.Append(CultureInfo.InvariantCulture, $"\\{(int)character:X2}");
                continue;
            }

            var escape = character is ',' or '+' or '"' or '\\' or '<' or '>' or ';'
                || (character == ' ' && (i == 0 || i == value.Length - 1))
                || (character == '#' && i == 0 && part.IsText);
            if (escape)
            {
                text.Append('\\');
            }

            text.Append(character);
        }
    }
}
