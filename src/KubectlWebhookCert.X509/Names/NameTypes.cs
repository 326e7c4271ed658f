namespace KubectlWebhookCert.X509.Names;

/// <summary>Attribute types and their short names.</summary>
internal static class NameTypes
{
    public const string CommonName = "2.5.4.3";
    public const string Organization = "2.5.4.10";

    /// <summary>The types Go's pkix.Name knows, in the order it writes a name; its text form is this order backwards.</summary>
    public static readonly string[] GoOrder =
    [
        "2.5.4.6", "2.5.4.8", "2.5.4.7", "2.5.4.9", "2.5.4.17", Organization, "2.5.4.11", CommonName, "2.5.4.5",
    ];

    /// <summary>The short name, or null where there is none.</summary>
    public static string? ShortName(string oid) => oid switch
    {
        "2.5.4.6" => "C",
        Organization => "O",
        "2.5.4.11" => "OU",
        CommonName => "CN",
        "2.5.4.5" => "SERIALNUMBER",
        "2.5.4.7" => "L",
        "2.5.4.8" => "ST",
        "2.5.4.9" => "STREET",
        "2.5.4.17" => "POSTALCODE",
        "0.9.2342.19200300.100.1.25" => "DC",
        "0.9.2342.19200300.100.1.1" => "UID",
        "1.2.840.113549.1.9.1" => "emailAddress",
        _ => null,
    };

    /// <summary>Whether Go keeps only the last attribute of the type.</summary>
    public static bool IsSingle(string oid) => oid is CommonName or "2.5.4.5";
}
