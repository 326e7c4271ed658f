using System.Text;
using KubectlWebhookCert.Core.Model;

namespace KubectlWebhookCert.Core.Reporting;

/// <summary>What could not be read, for standard error: a warning per missing permission, not per object.</summary>
public static class UnreadableNotes
{
    /// <summary>A line per verb, type and namespace.</summary>
    /// <param name="unreadable">As in an <see cref="Inventory"/>: without types that the server does not have.</param>
    public static string Format(IEnumerable<Unreadable> unreadable)
    {
        var text = new StringBuilder();
        var groups = unreadable
            .GroupBy(refused => (refused.Reason, refused.Verb, refused.Type.QualifiedPlural, refused.Namespace));
        foreach (var group in groups)
        {
            var (reason, verb, type, namespaceName) = group.Key;
            var names = group.Select(refused => refused.Name).OfType<string>().Distinct().ToList();
            text.Append(reason == UnreadableReason.Forbidden ? "warning: no permission to " : "warning: could not ")
                .Append(verb).Append(' ').Append(type);
            if (names.Count > 0)
            {
                text.Append(' ').AppendJoin(", ", names.Select(name => $"\"{Printable.Escape(name)}\""));
            }

            if (namespaceName is not null)
            {
                text.Append(" in namespace \"").Append(Printable.Escape(namespaceName)).Append('"');
            }

            text.Append(": what depends on it is shown as unknown");
            if (reason != UnreadableReason.Forbidden)
            {
                text.Append(" (").Append(Printable.Escape(group.First().Message)).Append(')');
            }

            text.Append('\n');
        }

        return text.ToString();
    }
}
