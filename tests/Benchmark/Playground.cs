using KubectlWebhookCert.Tests.Cluster;

namespace KubectlWebhookCert.Tests.Benchmark;

/// <summary>A real API server with one webhook of each admission kind and pods that serve it, to measure or to play with.</summary>
internal static class Playground
{
    private static readonly Dictionary<string, string> Labels = new() { ["app"] = "hook" };

    public static async Task<int> ServeAsync(CancellationToken cancellationToken)
    {
        await using var cluster = await ControlPlane.StartAsync(cancellationToken);
        await using var make = new ObjectMaker(cluster.Admin);
        await using var stage = await PodStage.MakeAsync(cluster, make, cancellationToken);
        var webhook = await FillAsync(stage, make, 2, cancellationToken);
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

    /// <returns>The name of the validating configuration, behind whose Service so many pods stand.</returns>
    public static async Task<string> FillAsync(PodStage stage, ObjectMaker make, int pods, CancellationToken cancellationToken)
    {
        using var authority = new TestCertificates("playground-ca");
        var leaf = authority.Issue($"hook.{stage.Namespace}.svc");
        var server = stage.Serve(leaf);
        await make.TlsSecretAsync(stage.Namespace, "hook-tls", leaf, authority.Pem, cancellationToken);
        await stage.DeploymentAsync("hook", Labels, cancellationToken);
        for (var number = 0; number < pods; number++)
        {
            await stage.PodAsync("hook", Labels, "hook-tls", server.Address, cancellationToken);
        }

        WebhookEntry[] entries = [new WebhookEntry(await stage.ServiceAsync("hook", Labels, cancellationToken), authority.Pem)];
        await make.MutatingAsync(entries, cancellationToken);
        return await make.ValidatingAsync(entries, cancellationToken);
    }
}
