namespace KubectlWebhookCert.Core.Rules;

/// <summary>What a rule is about, in the order in which the parts of a call are needed.</summary>
public enum RuleGroup
{
    /// <summary>The Service and its endpoints.</summary>
    Service,

    /// <summary>The serving Secret, and who writes it.</summary>
    Secret,

    /// <summary>The serving certificate.</summary>
    ServingCertificate,

    /// <summary>The CA bundle.</summary>
    CaBundle,

    /// <summary>What endpoints really serve.</summary>
    Served,

    /// <summary>The webhook configuration itself.</summary>
    Configuration,

    /// <summary>Whoever else holds the CA.</summary>
    Trust,
}
