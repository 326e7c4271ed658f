using KubectlWebhookCert.Core.Model;
using KubectlWebhookCert.Core.Served;

namespace KubectlWebhookCert.Core.Reporting.Pictures;

/// <summary>The chains of a configuration in words, below their picture: all that the picture has no room for.</summary>
internal static class ChainWordsHtml
{
    /// <summary>Writes them, to be unfolded.</summary>
    /// <param name="page">Where to.</param>
    /// <param name="configuration">The configuration.</param>
    /// <param name="served">What endpoints serve, as far as they were asked.</param>
    /// <param name="now">UTC.</param>
    public static void Write(Markup page, WebhookConfiguration configuration, ServedCertificates served, DateTimeOffset now)
    {
        page.Open("details", new MarkupAttribute("class", "in-words")).Element("summary", "The chain in words");
        foreach (var group in InspectedGroup.Of(configuration, served, now))
        {
            page.Open("p").Text(group.Names.Count == 1 ? "Webhook " : "Webhooks ");
            foreach (var (index, name) in group.Names.Index())
            {
                page.Text(index == 0 ? string.Empty : ", ").Element("code", name);
            }

            page.Text($": {group.Note}").Close().Open("dl");
            foreach (var part in group.All)
            {
                page.Element("dt", part.Label);
                foreach (var line in part.Lines)
                {
                    page.Open("dd");
                    if (line.Text.Length > 0)
                    {
                        page.Element("code", line.Text).Text(" ");
                    }

                    page.Text(line.Note).Close();
                }
            }

            page.Close();
        }

        page.Close();
    }
}
