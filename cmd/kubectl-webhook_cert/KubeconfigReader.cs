using System.CommandLine;
using KubectlWebhookCert.Cluster.Kubeconfig;
using KubectlWebhookCert.Core;
using KubectlWebhookCert.Core.Targets;
using KubectlWebhookCert.Core.Trust;

namespace KubectlWebhookCert.Commands;

/// <summary>Reads the kubeconfig that a target names, with the flags of a command line.</summary>
internal static class KubeconfigReader
{
    /// <summary>What reads it.</summary>
    /// <param name="result">The parse result.</param>
    /// <param name="connection">The connection flags.</param>
    /// <param name="environment">The outside world.</param>
    public static Func<Target.Kubeconfig, TrustSource?, CancellationToken, Task<ValueList<TrustStore>>> Of(
        ParseResult result, GlobalOptions connection, AppEnvironment environment)
    {
        var reader = new KubeconfigTrustReader(KubeconfigEnvironment.OfThisProcess(environment.GetVariable, environment.Clock));
        return (target, source, cancellationToken) => reader.ReadAsync(target.Path, connection.Overrides(result), source, cancellationToken);
    }
}
