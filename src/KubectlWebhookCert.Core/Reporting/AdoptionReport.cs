using System.Globalization;
using System.Text;
using KubectlWebhookCert.Core.Adopting;
using KubectlWebhookCert.Core.Rules;
using KubectlWebhookCert.X509;

namespace KubectlWebhookCert.Core.Reporting;

/// <summary>What <c>adopt --ca-from</c> does or has done to holders of trust, for people and for programs.</summary>
/// <param name="Result"><c>adopted</c>, <c>unchanged</c>, or the same of a dry run.</param>
/// <param name="Plan">Every holder that was looked at.</param>
/// <param name="Originals">Where what was there is kept.</param>
public sealed record AdoptionReport(string Result, ValueList<TrustChange> Plan, ValueList<KeptOriginal> Originals)
{
    /// <summary>For people; the first line of each holder as kubectl's: <c>configmap/NAME adopted</c>.</summary>
    /// <param name="now">The instant to count from, UTC.</param>
    public string ToText(DateTimeOffset now)
    {
        var text = new StringBuilder();
        foreach (var alike in Plan.GroupBy(change => new { change.Place.Typed, change.Bundle, Before = change.Store.Bundle }))
        {
            var change = alike.First();
            text.Append(CultureInfo.InvariantCulture, $"{Printable.Escape(alike.Key.Typed)} {(change.IsNone ? "unchanged" : Result)}\n");
            Line(text, "where", string.Join("; ", alike.Select(one => one.Place.ToString())));
            Line(text, "from", change.Store.Source is { } source && change.Added.Count > 0 ? source.ToString() : null);
            foreach (var authority in change.Added)
            {
                Line(text, "added", Words(authority, now));
            }

            foreach (var authority in change.Removed)
            {
                Line(text, "removed", Words(authority, now));
            }

            foreach (var authority in change.Store.Bundle.Certificates.Distinct().Where(held => !change.Removed.Contains(held)))
            {
                Line(text, "kept", Words(authority, now));
            }

            foreach (var note in alike.SelectMany(one => one.Notes).Distinct())
            {
                Line(text, "note", note);
            }
        }

        foreach (var original in Originals)
        {
            Line(text, "backup", original.Backup);
            Line(text, "to undo", original.Undo);
        }

        return text.ToString();
    }

    /// <summary>For programs.</summary>
    public AdoptionDocument ToDocument() => new(
        "kubectl-webhook-cert/v1",
        "TrustAdoption",
        Result,
        [.. Plan.Select(change => new AdoptionDocument.Holder(
            change.Place.Typed,
            change.Place.ToString(),
            change.IsNone ? null : change.Store.Source?.ToString(),
            [.. change.Added.Select(Issued)],
            [.. change.Removed.Select(Issued)],
            [.. change.Bundle.Certificates.Select(Issued)],
            [.. change.Notes]))],
        [.. Originals.Select(original => new AdoptionDocument.Original(original.Place.ToString(), original.Backup, original.Undo))]);

    private static string Words(Certificate authority, DateTimeOffset now) => $"{Facts.Subject(authority)}  {CertificateWords.Dates(authority, now)}";

    internal static AdoptionDocument.TrustedAuthority Issued(Certificate authority) =>
        new(Facts.Subject(authority), authority.Sha256, Facts.Instant(authority.NotBefore), Facts.Instant(authority.NotAfter));

    private static void Line(StringBuilder text, string label, string? value)
    {
        if (value is not null)
        {
            text.Append(CultureInfo.InvariantCulture, $"  {(label + ":").PadRight(10)}{Printable.Escape(value)}\n");
        }
    }
}

/// <summary>Where what a holder of trust held is kept.</summary>
/// <param name="Place">The holder, or one of those in the same object.</param>
/// <param name="Backup">The Secret, or the file.</param>
/// <param name="Undo">What to type to put it back.</param>
public sealed record KeptOriginal(HolderPlace Place, string Backup, string Undo);
