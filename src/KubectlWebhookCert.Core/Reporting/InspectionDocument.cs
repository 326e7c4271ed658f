namespace KubectlWebhookCert.Core.Reporting;

// The JSON contract of `inspect -o json`, documented by docs/inspection.schema.json. It is not the model: what the model
// calls things may change, what stands here is kept once released. A field without a value is left out.

/// <summary>What <c>inspect</c> found.</summary>
public sealed record InspectionDocument(
    string ApiVersion,
    string Kind,
    string At,
    IReadOnlyList<InspectionDocument.Item> Items,
    IReadOnlyList<InspectionDocument.NotRead> Unreadable)
{
    /// <summary>An object that holds webhook client configurations.</summary>
    public sealed record Item(
        string ApiVersion,
        string Kind,
        string Name,
        IReadOnlyDictionary<string, string> Labels,
        Ownership Owner,
        IReadOnlyList<Keeper> KeptBy,
        IReadOnlyList<Entry> Webhooks);

    /// <summary>Who writes the certificate.</summary>
    public sealed record Ownership(string Code, string Name, Reference? Source, IReadOnlyList<string> Evidence);

    /// <summary>Who reverts drift.</summary>
    public sealed record Keeper(string Code, string Name, IReadOnlyList<string> Evidence);

    /// <summary>One webhook.</summary>
    public sealed record Entry(
        string Name,
        int Index,
        string State,
        string? FailurePolicy,
        int? TimeoutSeconds,
        bool InsecureSkipTlsVerify,
        Called Calls,
        Bundle CaBundle,
        Service? Service,
        IReadOnlyList<StoredSecret> ServingSecrets,
        Ownership Owner,
        Answer? Served);

    /// <summary>What the API server calls.</summary>
    public sealed record Called(string ServerName, string Address, ServiceReference? Service);

    /// <summary>A reference to a Service.</summary>
    public sealed record ServiceReference(string Namespace, string Name, int Port, string Path);

    /// <summary>A CA bundle.</summary>
    public sealed record Bundle(int Bytes, IReadOnlyList<X509Certificate> Certificates, IReadOnlyList<string> Problems);

    /// <summary>A Service and what stands behind it.</summary>
    public sealed record Service(
        string Namespace, string Name, string Presence, string EndpointsPresence, IReadOnlyList<ServiceEndpoint> Endpoints);

    /// <summary>An address behind a Service.</summary>
    public sealed record ServiceEndpoint(
        string Address, int? Port, bool Ready, bool Terminating, Reference? Pod, Reference? Workload, Answer? Served);

    /// <summary>What came of asking an endpoint, or the host of a URL.</summary>
    public sealed record Answer(
        string? Way, string? Protocol, bool? AsksClientCertificate, IReadOnlyList<X509Certificate> Certificates, string? Problem);

    /// <summary>A Secret that may hold the serving certificate.</summary>
    public sealed record StoredSecret(
        string? Namespace,
        string Name,
        string Presence,
        string? Type,
        IReadOnlyList<string> FoundBy,
        Leaf? Leaf,
        IReadOnlyList<Authority> Authorities,
        string? AuthorityKey,
        IReadOnlyList<string> EmptyKeys,
        IReadOnlyList<string> Problems);

    /// <summary>A serving certificate in a Secret, and under which of the Secret's keys things lie.</summary>
    public sealed record Leaf(
        string CertificateKey,
        X509Certificate Certificate,
        IReadOnlyList<X509Certificate> Chain,
        string? PrivateKeyKey,
        string? PrivateKeyAlgorithm,
        string? PrivateKeyEncoding);

    /// <summary>A CA certificate in a Secret.</summary>
    public sealed record Authority(string CertificateKey, X509Certificate Certificate);

    /// <summary>A certificate.</summary>
    public sealed record X509Certificate(
        string Subject,
        string Issuer,
        string SerialNumber,
        string NotBefore,
        string NotAfter,
        string Sha256,
        bool IsCa,
        string KeyAlgorithm,
        int? KeySize,
        string SignatureAlgorithm,
        IReadOnlyList<string> DnsNames,
        IReadOnlyList<string> IpAddresses);

    /// <summary>Names an object.</summary>
    public sealed record Reference(string Kind, string? Namespace, string Name);

    /// <summary>Something that was asked for and not given.</summary>
    public sealed record NotRead(string Verb, string Resource, string? Namespace, string? Name, string Reason, string Message);
}
