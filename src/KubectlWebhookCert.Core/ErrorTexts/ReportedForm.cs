namespace KubectlWebhookCert.Core.ErrorTexts;

/// <summary>Who reported an error, and how.</summary>
public enum ReportedForm
{
    /// <summary>A request was refused because an admission webhook could not be called.</summary>
    Admission,

    /// <summary>The API server's log: an admission webhook could not be called, and the request went on without it.</summary>
    AdmissionFailingOpen,

    /// <summary>An object could not be converted between versions of its CustomResourceDefinition.</summary>
    Conversion,

    /// <summary>An aggregated API: the condition of its APIService, or a 503.</summary>
    Aggregation,

    /// <summary>The log of the webhook's server: a TLS handshake failed.</summary>
    Server,

    /// <summary>The log of the operator that keeps the certificate, or an event about its pods.</summary>
    Operator,

    /// <summary>The cause alone, without who was called.</summary>
    Bare,
}
