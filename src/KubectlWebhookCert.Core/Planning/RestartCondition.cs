namespace KubectlWebhookCert.Core.Planning;

/// <summary>When pods are made anew.</summary>
public enum RestartCondition
{
    /// <summary>Where they have not taken up the new certificate by themselves in the time that a kubelet and the program take.</summary>
    WhereNotReloaded,

    /// <summary>At once.</summary>
    AtOnce,

    /// <summary>At once, unless every endpoint serves the certificate already.</summary>
    UnlessServed,
}
