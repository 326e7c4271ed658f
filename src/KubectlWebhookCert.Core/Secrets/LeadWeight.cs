namespace KubectlWebhookCert.Core.Secrets;

/// <summary>How much a lead to a Secret says, the most first.</summary>
internal enum LeadWeight
{
    /// <summary>The user named it: nothing else is looked at.</summary>
    Chosen,

    /// <summary>The owner declares it by an annotation or its own naming rule: it is the Secret even while it does not exist.</summary>
    Declared,

    /// <summary>The pods use it: it is the Secret if it holds a certificate and its key.</summary>
    Used,
}
