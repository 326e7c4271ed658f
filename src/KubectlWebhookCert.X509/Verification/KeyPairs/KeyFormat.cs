namespace KubectlWebhookCert.X509.Verification.KeyPairs;

/// <summary>Go's hint where bytes are a private key in another encoding than the one asked for.</summary>
internal static class KeyFormat
{
    private static readonly (string Loader, Action<ReadOnlyMemory<byte>> Read)[] Formats =
    [
        ("ParsePKCS1PrivateKey", der => Pkcs1Fields.Read(der, out _)),
        ("ParseECPrivateKey", der => Sec1Fields.Read(der)),
        ("ParsePKCS8PrivateKey", der => Pkcs8Fields.Read(der)),
    ];

    /// <summary>The hint, or the error itself where there is none.</summary>
    /// <param name="der">What could not be read.</param>
    /// <param name="error">Why.</param>
    public static DerFormatException Explain(ReadOnlyMemory<byte> der, DerFormatException error)
    {
        foreach (var (loader, read) in Formats)
        {
            try
            {
                read(der);
                return new DerFormatException($"x509: failed to parse private key (use {loader} instead for this key format)", 0);
            }
            catch (DerFormatException)
            {
                // not in this one
            }
        }

        return error;
    }
}
