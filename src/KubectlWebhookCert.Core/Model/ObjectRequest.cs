namespace KubectlWebhookCert.Core.Model;

/// <summary>One thing to read from a cluster. Closed: the two cases below are all there are.</summary>
public abstract record ObjectRequest
{
    private ObjectRequest()
    {
    }

    /// <summary>One object by name; that it does not exist is an answer too.</summary>
    /// <param name="Type">The type.</param>
    /// <param name="Namespace">Namespace; null for a cluster-scoped type.</param>
    /// <param name="Name">Name.</param>
    public sealed record One(ResourceType Type, string? Namespace, string Name) : ObjectRequest;

    /// <summary>All objects of a type.</summary>
    /// <param name="Type">The type.</param>
    /// <param name="Namespace">Only this namespace; null for all.</param>
    /// <param name="LabelSelector">Label selector as in the API (<c>a=b,c=d</c>), or null.</param>
    public sealed record Many(ResourceType Type, string? Namespace, string? LabelSelector) : ObjectRequest
    {
        /// <summary>Of ConfigMaps and Secrets only those that hold a certificate: of the others nothing is known then.</summary>
        public bool WithCertificates { get; init; }
    }
}
