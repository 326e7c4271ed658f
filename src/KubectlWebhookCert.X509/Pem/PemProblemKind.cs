namespace KubectlWebhookCert.X509.Pem;

/// <summary>Why a part of a PEM text yields nothing.</summary>
public enum PemProblemKind
{
    /// <summary>There is no text.</summary>
    Empty,

    /// <summary>No BEGIN line anywhere.</summary>
    NoBlock,

    /// <summary>The bytes look like DER that nobody put into PEM.</summary>
    Der,

    /// <summary>The text is the base64 encoding of a PEM text.</summary>
    EncodedTwice,

    /// <summary>The text is base64 without BEGIN and END lines.</summary>
    BareBase64,

    /// <summary>BEGIN stands in the middle of a line, for example after the END of another block.</summary>
    BeginNotAtLineStart,

    /// <summary>The BEGIN line does not end with five dashes.</summary>
    BeginLineMalformed,

    /// <summary>No END line follows before the next BEGIN.</summary>
    EndMissing,

    /// <summary>The END line names another label.</summary>
    EndLabelDiffers,

    /// <summary>Something follows the dashes of the END line.</summary>
    TextAfterEnd,

    /// <summary>What lies between BEGIN and END is not base64.</summary>
    Base64Malformed,

    /// <summary>An END line without a BEGIN line.</summary>
    EndWithoutBegin,

    /// <summary>It looks whole, but what stands before or around it keeps Go from seeing it.</summary>
    NotReached,

    /// <summary>A block that is no certificate where only certificates count.</summary>
    NotACertificate,

    /// <summary>A certificate with headers, which Go does not take into a pool.</summary>
    HasHeaders,

    /// <summary>A certificate whose DER cannot be read.</summary>
    CertificateMalformed,

    /// <summary>More problems than are listed.</summary>
    More,
}
