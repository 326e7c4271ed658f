namespace KubectlWebhookCert.X509.Extensions;

/// <summary>What a key may be used for (RFC 5280 §4.2.1.3).</summary>
[Flags]
public enum KeyUsages
{
    /// <summary>Nothing is said.</summary>
    None = 0,

    /// <summary>digitalSignature.</summary>
    DigitalSignature = 1,

    /// <summary>contentCommitment, once nonRepudiation.</summary>
    ContentCommitment = 2,

    /// <summary>keyEncipherment.</summary>
    KeyEncipherment = 4,

    /// <summary>dataEncipherment.</summary>
    DataEncipherment = 8,

    /// <summary>keyAgreement.</summary>
    KeyAgreement = 16,

    /// <summary>keyCertSign: the key may sign certificates.</summary>
    CertSign = 32,

    /// <summary>cRLSign.</summary>
    CrlSign = 64,

    /// <summary>encipherOnly.</summary>
    EncipherOnly = 128,

    /// <summary>decipherOnly.</summary>
    DecipherOnly = 256,
}
