using KubectlWebhookCert.X509.Keys;
using KubectlWebhookCert.X509.Verification;

namespace KubectlWebhookCert.X509.Signatures;

/// <summary>
/// Whether a key made a certificate's signature, as Go's <c>Certificate.CheckSignatureFrom</c> judges it once the signer is found
/// to be a CA. All arithmetic is our own: platforms differ in the curves and keys they load, and take longer to load a key than
/// the check takes.
/// </summary>
public static class SignatureChecker
{
    /// <summary>Checks. Throws on no input.</summary>
    /// <param name="certificate">The signed certificate.</param>
    /// <param name="signer">The key of whoever is said to have signed it.</param>
    /// <param name="version">Whose rules count.</param>
    /// <returns>What is wrong, or null.</returns>
    public static SignatureProblem? Check(Certificate certificate, PublicKey signer, GoVersion version)
    {
        ArgumentNullException.ThrowIfNull(certificate);
        ArgumentNullException.ThrowIfNull(signer);
        var algorithm = certificate.SignatureAlgorithm;
        var wanted = GoChanges.KnownKind(algorithm.KeyKind, version);
        var have = GoChanges.KnownKind(signer.Kind, version);
        if (have == PublicKeyKind.Unknown || (algorithm.Hash is null && wanted is not (PublicKeyKind.Ed25519 or PublicKeyKind.MlDsa)))
        {
            return SignatureProblems.Unknown;
        }

        if (algorithm.IsInsecure)
        {
            return SignatureProblems.Insecure(algorithm, version);
        }

        if (have == PublicKeyKind.Dsa)
        {
            return SignatureProblems.Unknown;
        }

        return have == wanted ? CheckNumbers(certificate, signer, version) : SignatureProblems.OtherKey(wanted, have);
    }

    private static SignatureProblem? CheckNumbers(Certificate certificate, PublicKey signer, GoVersion version)
    {
        var algorithm = certificate.SignatureAlgorithm;
        var signature = certificate.Signature;
        var signed = certificate.ToBeSigned.Span;
        return signer.Kind switch
        {
            PublicKeyKind.Rsa => RsaKeyRules.Check(signer, version)
                ?? (RsaVerifier.Verify(signer, algorithm, signed, signature.Span, version) ? null : SignatureProblems.WrongRsa),
            PublicKeyKind.Ecdsa => EcdsaVerifier.Verify(signer, algorithm, signed, signature) ? null : SignatureProblems.WrongEcdsa,
            PublicKeyKind.Ed25519 => Ed25519.Verify(signer.Value.Span, signed, signature.Span) ? null : SignatureProblems.WrongEd25519,
            _ => signer.Oid == algorithm.Oid ? SignatureProblems.MlDsaNotCheckable : SignatureProblems.OtherMlDsa(algorithm, signer),
        };
    }
}
