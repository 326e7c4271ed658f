using System.CommandLine;
using KubectlWebhookCert.Cluster.Gathering;
using KubectlWebhookCert.Cluster.Kubeconfig;
using KubectlWebhookCert.Core;
using KubectlWebhookCert.Core.Model;

namespace KubectlWebhookCert.Commands.Completing;

/// <summary>Names of the cluster, the files or the kubeconfig that the flags of a command line point at.</summary>
/// <param name="connection">The connection flags.</param>
/// <param name="typed">The command line, as far as it is complete.</param>
/// <param name="environment">The outside world.</param>
internal sealed class NameCompletion(GlobalOptions connection, ParseResult typed, AppEnvironment environment)
{
    /// <summary>What the kubeconfig holds.</summary>
    public KubeconfigNames Kubeconfig() => KubeconfigNames.Read(
        connection.Overrides(typed).Kubeconfig, KubeconfigEnvironment.OfThisProcess(environment.GetVariable, environment.Clock));

    /// <summary>Reads names.</summary>
    /// <param name="read">What is read, of the namespace that the command acts in.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    public async Task<T> ReadAsync<T>(Func<KnownNames, string, Task<T>> read, CancellationToken cancellationToken)
    {
        using var source = await OpenAsync(cancellationToken);
        return await read(new KnownNames(source.Cluster), source.Namespace);
    }

    /// <summary>A namespace.</summary>
    /// <param name="word">What is typed of it.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    public async Task<Completion> NamespacesAsync(string word, CancellationToken cancellationToken) =>
        Completion.Of(word, await ReadAsync((names, _) => names.ObjectsAsync(ResourceTypes.Namespace, null, cancellationToken), cancellationToken));

    /// <summary>A backup.</summary>
    /// <param name="word">What is typed of it.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    public async Task<Completion> BackupsAsync(string word, CancellationToken cancellationToken) =>
        Completion.Of(word, await ReadAsync((names, home) => names.BackupsAsync(home, cancellationToken), cancellationToken));

    /// <summary><c>[NAMESPACE/]NAME</c> of a Secret.</summary>
    /// <param name="word">What is typed of it.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    public async Task<Completion> SecretsAsync(string word, CancellationToken cancellationToken)
    {
        var slash = word.IndexOf('/', StringComparison.Ordinal);
        var found = await ReadAsync((names, home) => names.SecretsAsync(slash < 0 ? home : word[..slash], cancellationToken), cancellationToken);
        return Completion.Of(word, found.Select(name => word[..(slash + 1)] + name));
    }

    /// <summary><c>[KIND/]NAME</c> of an issuer of cert-manager.</summary>
    /// <param name="word">What is typed of it.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    public async Task<Completion> IssuersAsync(string word, CancellationToken cancellationToken) => Completion.Of(word, await ReadAsync(
        async (names, home) =>
        {
            var issuers = names.ObjectsAsync(ResourceTypes.Issuer, home, cancellationToken);
            var everywhere = await names.ObjectsAsync(ResourceTypes.ClusterIssuer, null, cancellationToken);
            return (ValueList<string>)[.. await issuers, .. everywhere.Select(name => $"clusterissuer/{name}")];
        },
        cancellationToken));

    // standard input is not there to be read: the command line is not run yet
    private async Task<OpenSource> OpenAsync(CancellationToken cancellationToken) =>
        typed.CommandResult.Command.Options.FirstOrDefault(option => option.Name == SourceOptions.FilesFlag) is Option<string[]> files
        && typed.GetValue(files) is { Length: > 0 } paths
            ? await SourceOptions.OpenFilesAsync(
                [.. paths.Where(path => path != "-")], typed.GetValue<bool>(SourceOptions.RecursiveFlag), connection.Namespace(typed), environment, cancellationToken)
            : await SourceOptions.OpenLiveAsync(typed, connection, environment, cancellationToken);
}
