namespace KubectlWebhookCert.Tests.Oracle;

/// <summary>The cases of <see cref="X509.Verification.Reason"/>, acceptance, and what is neither.</summary>
internal enum ReasonKind
{
    Accepted,
    BundleUnreadable,
    NothingPresented,
    CertificateMalformed,
    KeyTooLarge,
    KeyUnusable,
    UnhandledCriticalExtension,
    Expired,
    NotYetValid,
    NameMismatch,
    LegacyCommonName,
    UnknownAuthority,
    NotAuthorizedToSign,
    TooManyIntermediates,
    NameNotPermitted,
    TooManyConstraints,
    IncompatibleUsage,
    NoValidChain,
    SignatureLimit,

    /// <summary>This Go dies of it.</summary>
    Panic,

    /// <summary>Words that nobody knows: always a disagreement.</summary>
    Unrecognized,
}
