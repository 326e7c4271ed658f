namespace KubectlWebhookCert.X509.Verification.Policy;

/// <summary>A policy that holds down to one certificate of the chain.</summary>
/// <param name="policy">The policy, dotted.</param>
/// <param name="parents">What it follows from, one certificate higher.</param>
internal sealed class PolicyNode(string policy, IEnumerable<PolicyNode> parents)
{
    public string Policy { get; } = policy;

    /// <summary>The policies that satisfy it one certificate lower.</summary>
    public IReadOnlyList<string> Expected { get; set; } = [policy];

    public HashSet<PolicyNode> Parents { get; } = [.. parents];

    public HashSet<PolicyNode> Children { get; } = [];
}
