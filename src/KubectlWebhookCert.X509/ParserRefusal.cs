namespace KubectlWebhookCert.X509;

/// <summary>Something in a certificate that Go's parser refuses in some versions only. The certificate was read all the same.</summary>
/// <param name="What">Go's words without its <c>x509: </c>.</param>
/// <param name="SinceMinor">The first Go 1.x that refuses it.</param>
/// <param name="BeforeMinor">The first Go 1.x that reads it again; null where all newer ones refuse it.</param>
public sealed record ParserRefusal(string What, int SinceMinor, int? BeforeMinor)
{
    /// <summary>Whether Go 1.<paramref name="minor"/> refuses it.</summary>
    /// <param name="minor">For example 26.</param>
    public bool AppliesTo(int minor) => minor >= SinceMinor && (BeforeMinor is null || minor < BeforeMinor);
}
