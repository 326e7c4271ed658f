using KubectlWebhookCert.X509.Der;

namespace KubectlWebhookCert.X509.Extensions;

/// <summary>
/// Extensions that say where something can be fetched. Nothing here is fetched, so they are only checked: Go refuses a
/// certificate in which they are malformed.
/// </summary>
internal static class LocationParser
{
    public static void CheckDistributionPoints(DerReader reader)
    {
        const string Malformed = "invalid CRL distribution point";
        var points = reader.ReadSequence("invalid CRL distribution points");
        while (!points.IsEmpty)
        {
            var point = points.ReadSequence(Malformed);
            if (!point.NextIs(DerTag.Constructed(0)))
            {
                continue;
            }

            var names = point.ReadAny(Malformed).Reader.Read(DerTag.Constructed(0), Malformed).Reader;
            while (names.NextIs(DerTag.Context(6)))
            {
                names.ReadAny(Malformed);
            }
        }
    }

    public static void CheckAuthorityAccess(DerReader reader, List<ParserRefusal> refusals)
    {
        const string Malformed = "invalid authority info access";
        var descriptions = reader.ReadSequence(Malformed);
        while (!descriptions.IsEmpty)
        {
            var description = descriptions.ReadSequence(Malformed);
            description.ReadObjectIdentifier(Malformed, refusals);
            if (description.NextIs(DerTag.Context(6)))
            {
                description.ReadAny(Malformed);
            }
        }
    }
}
