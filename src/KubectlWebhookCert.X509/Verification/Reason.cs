using System.Collections.Immutable;
using KubectlWebhookCert.X509.Signatures;

namespace KubectlWebhookCert.X509.Verification;

/// <summary>Why an API server refuses a serving certificate. Closed: the cases below are all there are.</summary>
public abstract record Reason
{
    private Reason()
    {
    }

    /// <summary>The API server's exact words, as they follow <c>Post "https://...": </c> in its message.</summary>
    public string Text { get; internal init; } = "";

    /// <summary>Kubernetes 1.23 and newer refuse the CA bundle: nothing can be taken out of it.</summary>
    /// <param name="What">client-go's words after <c>unable to load root certificates: </c>.</param>
    public sealed record BundleUnreadable(string What) : Reason;

    /// <summary>The server sent no certificate.</summary>
    public sealed record NothingPresented : Reason;

    /// <summary>A certificate that the server sent cannot be parsed.</summary>
    /// <param name="Position">Which: 0 is the leaf.</param>
    /// <param name="What">Go's words, with <c>x509: </c> or <c>asn1: </c> before them.</param>
    public sealed record CertificateMalformed(int Position, string What) : Reason;

    /// <summary>The server's RSA key is longer than a handshake takes (8192 bits).</summary>
    /// <param name="Certificate">Whose key it is.</param>
    public sealed record KeyTooLarge(Certificate Certificate) : Reason;

    /// <summary>The leaf's key is of a kind with which no handshake can be made.</summary>
    /// <param name="Certificate">The leaf.</param>
    public sealed record KeyUnusable(Certificate Certificate) : Reason;

    /// <summary>The certificate has critical extensions that Go does not handle.</summary>
    /// <param name="Certificate">The leaf or an issuer.</param>
    /// <param name="Oids">Their identifiers, dotted.</param>
    public sealed record UnhandledCriticalExtension(Certificate Certificate, ImmutableArray<string> Oids) : Reason;

    /// <summary>The certificate has expired.</summary>
    /// <param name="Certificate">The leaf, an intermediate or an anchor.</param>
    public sealed record Expired(Certificate Certificate) : Reason;

    /// <summary>The certificate is not valid yet.</summary>
    /// <param name="Certificate">The leaf, an intermediate or an anchor.</param>
    public sealed record NotYetValid(Certificate Certificate) : Reason;

    /// <summary>The leaf is for other names.</summary>
    /// <param name="Certificate">The leaf.</param>
    /// <param name="ServerName">The name that was asked for.</param>
    public sealed record NameMismatch(Certificate Certificate, string ServerName) : Reason;

    /// <summary>The leaf names the server in its common name only, which no longer counts.</summary>
    /// <param name="Certificate">The leaf.</param>
    /// <param name="ServerName">The name that was asked for.</param>
    public sealed record LegacyCommonName(Certificate Certificate, string ServerName) : Reason;

    /// <summary>No anchor signs the leaf.</summary>
    /// <param name="Certificate">The certificate whose issuer is missing: the leaf or an intermediate.</param>
    /// <param name="Candidate">The certificate that might have been the issuer, and was not taken; null where there is none.</param>
    /// <param name="Hint">Why it was not taken, in Go's words; empty where there is none.</param>
    /// <param name="Problem">What is wrong with the signature, if that is why; else null.</param>
    public sealed record UnknownAuthority(Certificate Certificate, Certificate? Candidate, string Hint, SignatureProblem? Problem) : Reason
    {
        /// <summary>Whether the candidate has the right key, and would do if it or the signature were made anew.</summary>
        public bool KeepsCandidate => Candidate is not null && Problem?.Kind != SignatureProblemKind.Wrong;
    }

    /// <summary>An intermediate is not a CA.</summary>
    /// <param name="Certificate">The intermediate.</param>
    public sealed record NotAuthorizedToSign(Certificate Certificate) : Reason;

    /// <summary>More intermediates follow than a CA allows.</summary>
    /// <param name="Certificate">The CA.</param>
    public sealed record TooManyIntermediates(Certificate Certificate) : Reason;

    /// <summary>A CA may not sign for one of the names in the chain.</summary>
    /// <param name="What">Go's words: which name and which constraint.</param>
    public sealed record NameNotPermitted(string What) : Reason;

    /// <summary>Checking the name constraints takes more comparisons than Go makes.</summary>
    /// <param name="Certificate">The CA.</param>
    public sealed record TooManyConstraints(Certificate Certificate) : Reason;

    /// <summary>The leaf or a CA has purposes, and serving is not one of them.</summary>
    /// <param name="Certificate">The leaf.</param>
    public sealed record IncompatibleUsage(Certificate Certificate) : Reason;

    /// <summary>No chain is left, for its policies, or for policies and purposes.</summary>
    /// <param name="Certificate">The leaf.</param>
    /// <param name="What">Go's words.</param>
    public sealed record NoValidChain(Certificate Certificate, string What) : Reason;

    /// <summary>Go gave up after 100 signatures.</summary>
    public sealed record SignatureLimit : Reason;
}
