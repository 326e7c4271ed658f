namespace KubectlWebhookCert.X509.Verification.KeyPairs;

/// <summary>The two errors of Go's encoding/asn1. Nobody is told the place: Go does not say it.</summary>
internal static class Asn1Error
{
    public static DerFormatException Structure(string what) => new($"asn1: structure error: {what}", 0);

    public static DerFormatException Syntax(string what) => new($"asn1: syntax error: {what}", 0);
}
