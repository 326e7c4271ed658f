namespace KubectlWebhookCert.X509.Pem;

/// <summary>Takes certificates out of a PEM text. What stays is left byte for byte, comments too.</summary>
public static class PemCut
{
    /// <summary>The text without the blocks of some certificates.</summary>
    /// <param name="text">Any bytes.</param>
    /// <param name="removed">Which certificates go.</param>
    public static byte[] Without(ReadOnlySpan<byte> text, IReadOnlyCollection<Certificate> removed)
    {
        ArgumentNullException.ThrowIfNull(removed);
        var left = new List<byte>(text.Length);
        var next = 0;
        foreach (var span in PemReader.Scan(text, PemRules.Current))
        {
            if (span.Label == PemLabel.Certificate && CertificateParser.TryParse(span.Bytes, out _) is { } certificate && removed.Contains(certificate))
            {
                left.AddRange(text[next..span.Begin]);
                next = span.End;
            }
        }

        left.AddRange(text[next..]);
        return [.. left];
    }
}
