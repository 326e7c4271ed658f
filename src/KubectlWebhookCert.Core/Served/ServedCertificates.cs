namespace KubectlWebhookCert.Core.Served;

/// <summary>What endpoints serve, as far as they were asked.</summary>
/// <param name="endpoints">Every endpoint asked.</param>
public sealed class ServedCertificates(IEnumerable<ProbedEndpoint> endpoints)
{
    private readonly Dictionary<ProbeRequest, ProbedEndpoint> answers = endpoints.ToDictionary(endpoint => endpoint.Request);

    /// <summary>Nobody was asked.</summary>
    public static ServedCertificates None { get; } = new([]);

    /// <summary>Whether anybody was asked.</summary>
    public bool IsEmpty => answers.Count == 0;

    /// <summary>Every endpoint asked.</summary>
    public IEnumerable<ProbedEndpoint> All => answers.Values;

    /// <summary>What came of one request, or null where it was not made.</summary>
    /// <param name="request">The request.</param>
    public ProbedEndpoint? Find(ProbeRequest request) => answers.GetValueOrDefault(request);
}
