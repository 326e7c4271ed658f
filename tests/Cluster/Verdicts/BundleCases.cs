using System.Security.Cryptography;
using System.Text;
using static KubectlWebhookCert.Tests.Cluster.VerdictCase;

namespace KubectlWebhookCert.Tests.Cluster;

/// <summary>Bundles out of which nothing can be taken: newer API servers refuse them.</summary>
internal static class BundleCases
{
    private const string Unknown = "x509: certificate signed by unknown authority";
    private const string CannotLoad = "could not get REST client: unable to load root certificates: ";
    private const string NoPem = CannotLoad + "unable to parse bytes as PEM block";
    private const string NoCertificate = CannotLoad + "no valid certificate authority data seen";

    private static readonly CertificateDraft Root = CertificateDraft.Authority;
    private static readonly CertificateDraft Leaf = CertificateDraft.Leaf with { Names = ["{name}"] };

    public static IReadOnlyList<VerdictCase> All { get; } =
    [
        new("negative serial in the bundle's CA", [Root with { Serial = [0x80] }, Leaf], Admitted)
        {
            Newest = CannotLoad + "failed to parse certificate: x509: negative serial number",
        },
        Odd("bundle not PEM", NoPem, _ => "not a certificate\n"),
        Odd("bundle raw DER", NoPem, root => Encoding.Latin1.GetString(root.Der.Span)),
        Odd("bundle base64 twice", NoPem, root => Convert.ToBase64String(Encoding.ASCII.GetBytes(root.Pem))),
        Odd("two blocks glued without a line break", NoPem, root => root.Pem.TrimEnd('\n') + root.Pem),
        Odd("bundle with a key only", NoCertificate, root => PemEncoding.WriteString("PRIVATE KEY", root.Key.Pkcs8.Span)),
        Odd("label TRUSTED CERTIFICATE", NoCertificate, root => PemEncoding.WriteString("TRUSTED CERTIFICATE", root.Der.Span)),
    ];

    private static VerdictCase Odd(string name, string newest, Func<IssuedCertificate, string> bundle) =>
        new(name, [Root, Leaf], Unknown) { Bundle = path => bundle(path[0]), Newest = newest };
}
