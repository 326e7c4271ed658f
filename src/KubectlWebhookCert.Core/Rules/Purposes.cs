using KubectlWebhookCert.X509;

namespace KubectlWebhookCert.Core.Rules;

/// <summary>What a certificate is for (extended key usage), in the field's words.</summary>
internal static class Purposes
{
    private const string ServerAuthentication = "1.3.6.1.5.5.7.3.1";
    private const string Any = "2.5.29.37.0";

    /// <summary>Whether it may serve, or stand above what serves: it lists nothing, serving or any.</summary>
    public static bool AllowServing(Certificate certificate) =>
        certificate.ExtendedKeyUsage.IsEmpty
        || certificate.ExtendedKeyUsage.Any(oid => oid is ServerAuthentication or Any);

    /// <summary>What it lists: <c>clientAuth, codeSigning</c>.</summary>
    public static string Of(Certificate certificate) => string.Join(", ", certificate.ExtendedKeyUsage.Select(Word));

    private static string Word(string oid) => oid switch
    {
        ServerAuthentication => "serverAuth",
        "1.3.6.1.5.5.7.3.2" => "clientAuth",
        "1.3.6.1.5.5.7.3.3" => "codeSigning",
        "1.3.6.1.5.5.7.3.4" => "emailProtection",
        "1.3.6.1.5.5.7.3.8" => "timeStamping",
        "1.3.6.1.5.5.7.3.9" => "OCSPSigning",
        Any => "any",
        _ => oid,
    };
}
