using KubectlWebhookCert.Tests.Cluster;

namespace KubectlWebhookCert.Tests.Benchmark;

/// <summary>A real API server with one webhook of each admission kind and everything behind it, to measure or to play with.</summary>
internal static class Playground
{
    public static async Task<int> ServeAsync(CancellationToken cancellationToken)
    {
        await using var cluster = await ControlPlane.StartAsync(cancellationToken);
        await using var make = new ObjectMaker(cluster.Admin);
        var webhook = await FillAsync(make, cancellationToken);
        Console.WriteLine($"export KUBECONFIG={cluster.AdminKubeconfig}");
        Console.WriteLine($"kubectl webhook-cert inspect {webhook}");
        Console.WriteLine("Ctrl-C ends it and removes everything.");
        try
        {
            await Task.Delay(Timeout.Infinite, cancellationToken);
        }
        catch (OperationCanceledException)
        {
            // the way to end it
        }

        return 0;
    }

    /// <returns>The name of the validating configuration.</returns>
    public static async Task<string> FillAsync(ObjectMaker make, CancellationToken cancellationToken)
    {
        var space = await make.NamespaceAsync(cancellationToken);
        var service = await make.ServiceAsync(space, "hook", cancellationToken);
        using var authority = new TestCertificates("playground-ca");
        var leaf = authority.Issue(service.ServerName);
        await make.TlsSecretAsync(space, "hook-tls", leaf, authority.Pem, cancellationToken);
        await make.EndpointsAsync(service, 9443, ["10.0.0.11", "10.0.0.12"], cancellationToken);
        WebhookEntry[] entries = [new WebhookEntry(service, authority.Pem)];
        await make.MutatingAsync(entries, cancellationToken);
        return await make.ValidatingAsync(entries, cancellationToken);
    }
}
