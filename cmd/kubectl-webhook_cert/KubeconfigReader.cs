using System.CommandLine;
using KubectlWebhookCert.Cluster.Gathering;
using KubectlWebhookCert.Cluster.Kubeconfig;
using KubectlWebhookCert.Cluster.Probing;

namespace KubectlWebhookCert.Commands;

/// <summary>Reads the kubeconfig that a target names, with the flags of a command line.</summary>
internal static class KubeconfigReader
{
    /// <summary>What reads it, and asks its server what it presents.</summary>
    /// <param name="result">The parse result.</param>
    /// <param name="connection">The connection flags.</param>
    /// <param name="probing">How servers are asked.</param>
    /// <param name="environment">The outside world.</param>
    public static KubeconfigTrust Create(ParseResult result, GlobalOptions connection, ProbeOptions probing, AppEnvironment environment)
    {
        var world = KubeconfigEnvironment.OfThisProcess(environment.GetVariable, environment.Clock);
        var settings = probing.Mode == ProbeMode.None ? null : SourceOptions.Settings(result, connection, environment) with { RequestTimeout = probing.Timeout };
        return new KubeconfigTrust(world, connection.Overrides(result), settings);
    }
}
