namespace KubectlWebhookCert.X509.Verification.KeyPairs;

/// <summary>Whether Go's TLS serves with a certificate and a private key. Closed: the two cases below are all there are.</summary>
public abstract record KeyPairResult
{
    private KeyPairResult()
    {
    }

    /// <summary>It does.</summary>
    /// <param name="Leaf">The first certificate, which is the key's. Those behind it are served without a look at them.</param>
    public sealed record Accepted(Certificate Leaf) : KeyPairResult;

    /// <summary>It does not.</summary>
    /// <param name="Problem">Why.</param>
    /// <param name="Text">
    /// The exact words of <c>tls.X509KeyPair</c>; but a label that does not look like one is described, for damaged text can put
    /// key material there.
    /// </param>
    public sealed record Refused(KeyPairProblem Problem, string Text) : KeyPairResult;
}
