using KubectlWebhookCert.X509;
using KubectlWebhookCert.X509.Keys;

namespace KubectlWebhookCert.Core.Rules;

/// <summary>An owner that loads private keys in one way only: Go's <c>x509.ParsePKCS1PrivateKey</c>.</summary>
/// <param name="OwnerCode">The owner.</param>
/// <param name="DataKeys">The keys of the Secret that it loads so.</param>
/// <param name="Severity">How bad another encoding is.</param>
/// <param name="Consequence">What it does then.</param>
internal sealed record KeyDemand(string OwnerCode, ValueList<string> DataKeys, Severity Severity, string Consequence)
{
    /// <summary>Those that are known.</summary>
    public static ValueList<KeyDemand> All { get; } =
    [
        new("spark-operator-2", ["ca-key.pem", "server-key.pem"], Severity.Error, "it exits at start"),
        new("cert-controller", ["ca.key"], Severity.Warning, "it writes no CA bundle any more"),
    ];

    /// <summary>Whether a key is in that encoding.</summary>
    public static bool IsMetBy(PrivateKey key) => key is { Kind: PublicKeyKind.Rsa, Encoding: PrivateKeyEncoding.Pkcs1 };
}
