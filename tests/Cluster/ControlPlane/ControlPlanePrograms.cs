using System.ComponentModel;

namespace KubectlWebhookCert.Tests.Cluster;

/// <summary>Where the programs of a control plane are on this machine.</summary>
internal sealed record ControlPlanePrograms(string Etcd, string KubeApiServer)
{
    private static readonly TimeSpan FirstBuild = TimeSpan.FromMinutes(60);

    /// <summary>
    /// KUBE_APISERVER and ETCD where they are set, else what ControlPlane/build.sh made (ten minutes the first time) and the PATH.
    /// </summary>
    /// <exception cref="InvalidOperationException">Something is not installed; says how to install it.</exception>
    public static async Task<ControlPlanePrograms> FindAsync(CancellationToken cancellationToken)
    {
        var etcd = Environment.GetEnvironmentVariable("ETCD") is { Length: > 0 } named ? named : OnPath("etcd")
            ?? throw new InvalidOperationException("etcd is not installed, run: apt-get install etcd-server");
        var server = Environment.GetEnvironmentVariable("KUBE_APISERVER") is { Length: > 0 } path
            ? path
            : Path.Combine(await BuildAsync(cancellationToken), "kube-apiserver");
        return File.Exists(server)
            ? new ControlPlanePrograms(etcd, server)
            : throw new InvalidOperationException($"no kube-apiserver at {server}");
    }

    private static string? OnPath(string program) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
            .Select(folder => Path.Combine(folder, program)).FirstOrDefault(File.Exists);

    private static async Task<string> BuildAsync(CancellationToken cancellationToken)
    {
        var script = Path.Combine(RepositoryRoot.Find(), "tests", "Cluster", "ControlPlane", "build.sh");
        try
        {
            var built = await new ProgramCall("bash", script) { Timeout = FirstBuild }.RunAsync(cancellationToken);
            return built.ExitCode == 0
                ? built.Output.Trim()
                : throw new InvalidOperationException($"cannot build kube-apiserver: {built.Error}");
        }
        catch (Win32Exception e)
        {
            throw new InvalidOperationException("bash is not installed, run: apt-get install bash", e);
        }
    }
}
