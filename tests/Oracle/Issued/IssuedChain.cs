using KubectlWebhookCert.X509;
using KubectlWebhookCert.X509.Issuing;

namespace KubectlWebhookCert.Tests.Oracle;

/// <summary>What was issued, and what has to be accepted of it.</summary>
/// <param name="What">For people.</param>
/// <param name="Bundle">The CA bundle.</param>
/// <param name="Leaf">What is served.</param>
/// <param name="Key">The leaf's.</param>
/// <param name="Names">What clients may ask for.</param>
internal sealed record IssuedChain(
    string What, IReadOnlyList<Certificate> Bundle, Certificate Leaf, SigningKey Key, IReadOnlyList<string> Names)
{
    /// <summary>The question whether a name is served.</summary>
    public OracleCase Ask(string name, DateTimeOffset at) =>
        new(0, 0, [What, name], CertificatePem.Write(Bundle), [Leaf.Raw.ToArray()], name, at);
}
