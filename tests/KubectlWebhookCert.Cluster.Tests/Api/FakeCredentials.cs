using KubectlWebhookCert.Cluster.Kubeconfig;

namespace KubectlWebhookCert.Cluster.Api;

/// <summary>Gives the credentials it was made of, the next one after each refusal.</summary>
internal sealed class FakeCredentials(params Credential[] credentials) : ICredentialSource
{
    public int Refusals { get; private set; }

    public ValueTask<Credential> GetAsync(CancellationToken cancellationToken) =>
        new(credentials.Length == 0 ? Credential.None : credentials[Math.Min(Refusals, credentials.Length - 1)]);

    public bool Refused(Credential refused)
    {
        Refusals++;
        return Refusals < credentials.Length;
    }
}
