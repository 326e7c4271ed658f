using KubectlWebhookCert.Core.Errors;
using KubectlWebhookCert.X509;

namespace KubectlWebhookCert.Core.Adopting;

/// <summary>The SHA-256 of a certificate, as somebody typed it who had it from elsewhere.</summary>
/// <param name="Sha256">64 hexadecimal digits, lower case.</param>
public sealed record Fingerprint(string Sha256)
{
    private const string Prefix = "sha256:";
    private const int Digits = 64;

    /// <summary>Reads what <c>openssl x509 -fingerprint -sha256</c> or this program prints: colons, spaces, letter case and the word before it do not matter.</summary>
    /// <param name="text">What was typed.</param>
    /// <param name="flag">The flag it was typed for, for the message.</param>
    /// <exception cref="UsageException">It is no SHA-256.</exception>
    public static Fingerprint Parse(string text, string flag)
    {
        ArgumentNullException.ThrowIfNull(text);
        var typed = text.AsSpan(text.LastIndexOf('=') + 1).Trim();
        var bare = typed.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase) ? typed[Prefix.Length..] : typed;
        var hexadecimal = new string([.. bare.ToArray().Where(letter => letter is not (':' or ' '))]).ToLowerInvariant();
        return hexadecimal.Length == Digits && hexadecimal.All(char.IsAsciiHexDigitLower)
            ? new Fingerprint(hexadecimal)
            : throw new UsageException($"invalid fingerprint \"{text}\" for {flag}", "write the SHA-256 in full, 64 hexadecimal digits: openssl x509 -noout -fingerprint -sha256 -in FILE");
    }

    /// <summary>Whether it is that of a certificate.</summary>
    /// <param name="certificate">The certificate.</param>
    public bool IsOf(Certificate certificate)
    {
        ArgumentNullException.ThrowIfNull(certificate);
        return certificate.Sha256 == Sha256;
    }
}
