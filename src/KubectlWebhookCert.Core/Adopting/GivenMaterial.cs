using KubectlWebhookCert.Core.Planning;
using KubectlWebhookCert.Core.Rules;
using KubectlWebhookCert.X509;
using KubectlWebhookCert.X509.Verification;
using KubectlWebhookCert.X509.Verification.KeyPairs;

namespace KubectlWebhookCert.Core.Adopting;

/// <summary>A certificate that the user hands in, once it is known to be whole: its own key, the right names, signed by its CA.</summary>
internal static class GivenMaterial
{
    /// <summary>What goes into the Secret, and under which keys.</summary>
    /// <exception cref="AdoptionRefusedException">It would be refused, or would overwrite a certificate.</exception>
    public static SecretPlanner.Material Of(SecretScope scope, GivenCertificate given, DateTimeOffset now, ApiServerVersion server)
    {
        if (scope.Secret.Content is { Leaf: not null })
        {
            throw new AdoptionRefusedException(
                $"{scope.Secret.Ref} holds a certificate already", "leave out --cert, --key and --ca to adopt it; or kubectl webhook-cert rotate, for another one");
        }

        if (KeyPairVerifier.Verify(given.Certificates.Span, given.PrivateKey.Span, server.Go) is KeyPairResult.Refused pair)
        {
            throw new AdoptionRefusedException($"the key in --key is not that of the certificate in --cert: {pair.Text}", "openssl x509 -noout -pubkey -in CERT; openssl pkey -pubout -in KEY");
        }

        ValueList<Certificate> chain = [.. CertificateBundle.Read(given.Certificates.Span).Certificates];
        foreach (var name in scope.ServerNames)
        {
            if (Verifier.Verify(VerificationRequest.Of(given.Authority.Bytes, chain, name, now, server)) is VerificationResult.Refused refused)
            {
                throw new AdoptionRefusedException(
                    $"the API server would refuse the certificate in --cert with the CA in --ca, for {name}: {Verification.Words(refused.Reason)}",
                    refused.Reason is Reason.NameMismatch or Reason.LegacyCommonName ? $"it must name {name}" : "hand in the CA that signed it: --ca FILE");
            }
        }

        var keys = DataKeys.Of(scope.Secret.Content?.EmptyKeys ?? []);
        return new SecretPlanner.Material(
            chain,
            given.Authority.Certificates,
            [
                new SecretEntry(keys.Authority, given.Authority.Bytes),
                new SecretEntry(keys.Certificate, given.Certificates),
                new SecretEntry(keys.PrivateKey, given.PrivateKey),
            ]);
    }

    /// <summary>Under which keys the pods look for what: those that are there and empty, by their names; else as in a Secret of type kubernetes.io/tls.</summary>
    private sealed record DataKeys(string Certificate, string PrivateKey, string Authority)
    {
        public static DataKeys Of(ValueList<string> empty)
        {
            string[] ofCa = [.. empty.Where(key => key.StartsWith("ca", StringComparison.OrdinalIgnoreCase))]; // ca.crt, ca-cert.pem, ca
            string[] others = [.. empty.Except(ofCa)];
            return new DataKeys(
                Array.Find(others, key => !IsKey(key)) ?? "tls.crt",
                Array.Find(others, IsKey) ?? "tls.key",
                Array.Find(ofCa, key => !IsKey(key)) ?? "ca.crt");
        }

        private static bool IsKey(string key) => key.Contains("key", StringComparison.OrdinalIgnoreCase);
    }
}
