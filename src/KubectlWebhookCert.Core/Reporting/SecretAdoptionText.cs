using System.Globalization;
using System.Text;
using KubectlWebhookCert.Core.Adopting;
using KubectlWebhookCert.Core.Rules;
using KubectlWebhookCert.X509;

namespace KubectlWebhookCert.Core.Reporting;

/// <summary>What <c>adopt TARGET</c> does or has done, for people.</summary>
public static class SecretAdoptionText
{
    /// <summary>The first line as kubectl's: <c>secret/NAME adopted</c>.</summary>
    /// <param name="adoption">What it does.</param>
    /// <param name="result"><c>adopted</c>, <c>unchanged</c>, or the same of a dry run.</param>
    /// <param name="originals">Where what was there is kept.</param>
    /// <param name="now">The instant to count from, UTC.</param>
    public static string Format(SecretAdoption adoption, string result, ValueList<KeptOriginal> originals, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(adoption);
        ArgumentNullException.ThrowIfNull(originals);
        var text = new StringBuilder();
        void Line(string label, string value) => text.Append(CultureInfo.InvariantCulture, $"  {(label + ":").PadRight(14)}{Printable.Escape(value)}\n");
        text.Append(CultureInfo.InvariantCulture, $"secret/{adoption.Scope.Secret.Ref.Name} {result}\n");
        Line("owner before", adoption.Scope.Owner.Name);
        Line("stored", Words(adoption.Chain[0], now));
        foreach (var served in adoption.Scope.Bundles.SelectMany(bundle => bundle.Store.Servers).Select(server => server.Presented[0]).Distinct().Where(leaf => !leaf.Equals(adoption.Chain[0])))
        {
            Line("served", Words(served, now));
        }

        foreach (var key in adoption.Written)
        {
            Line("written", key.Key);
        }

        foreach (var mark in adoption.Marks.Labels.Concat(adoption.Marks.Annotations))
        {
            Line("marked", mark.Value is null ? $"{mark.Name} is taken off" : $"{mark.Name}: {mark.Value}");
        }

        foreach (var authority in adoption.Unconfirmed)
        {
            Line("trusted anew", $"{Facts.Subject(authority)}  sha256:{authority.Sha256}");
        }

        foreach (var change in adoption.Trust)
        {
            Line("in", change.Place.ToString());
        }

        foreach (var note in adoption.Notes)
        {
            Line("note", note);
        }

        foreach (var original in originals)
        {
            Line("backup", original.Backup);
            Line("to undo", original.Undo);
        }

        return text.ToString();
    }

    private static string Words(Certificate leaf, DateTimeOffset now) => $"{Facts.Subject(leaf)}  {CertificateWords.Dates(leaf, now)}  {CertificateWords.Names(leaf)}";
}
