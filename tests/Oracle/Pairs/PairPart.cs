namespace KubectlWebhookCert.Tests.Oracle;

/// <summary>What a change to a pair touches. No two changes of a pair touch the same.</summary>
[Flags]
internal enum PairPart
{
    None = 0,

    /// <summary>Which keys the two are about.</summary>
    Keys = 1,

    /// <summary>What the key's encoding says.</summary>
    KeyEncoding = 2,

    /// <summary>What stands in the key's text.</summary>
    KeyBlocks = 4,

    /// <summary>How the key's text is written.</summary>
    KeyText = 8,

    /// <summary>What the certificate's encoding says.</summary>
    CertificateEncoding = 16,

    /// <summary>What stands in the certificate's text.</summary>
    CertificateBlocks = 32,

    /// <summary>How the certificate's text is written.</summary>
    CertificateText = 64,
}
