namespace KubectlWebhookCert.Core.Reporting.Pictures;

/// <summary>How two nodes of a trust chain hang together.</summary>
internal enum LinkKind
{
    /// <summary>A webhook's CA bundle.</summary>
    Trusts,

    /// <summary>A webhook's Service or URL.</summary>
    Calls,

    /// <summary>A Service's endpoints.</summary>
    Selects,

    /// <summary>The certificate that endpoints serve.</summary>
    Serves,

    /// <summary>What the API server demands of a certificate, with a CA bundle: dates, name and signature.</summary>
    Verifies,

    /// <summary>The Secret in which a certificate lies.</summary>
    StoredIn,

    /// <summary>Who writes a Secret.</summary>
    WrittenBy,
}
