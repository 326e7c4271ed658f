namespace KubectlWebhookCert.Core.Rules;

/// <summary>How well a certificate fits a webhook, its dates and all else aside; the worst first.</summary>
internal enum CertificateFit
{
    /// <summary>It is for other names.</summary>
    OtherName,

    /// <summary>It is for this name, and the CA bundle does not lead to it.</summary>
    OtherAuthority,

    /// <summary>It is for this name and trusted.</summary>
    Fits,
}
