using System.CommandLine;
using KubectlWebhookCert.Cluster.Api;
using KubectlWebhookCert.Cluster.Kubeconfig;
using KubectlWebhookCert.Cluster.Snapshots;
using KubectlWebhookCert.Commands.Commands;
using KubectlWebhookCert.Commands.Completing;
using KubectlWebhookCert.Commands.Help;
using KubectlWebhookCert.Core.Errors;
using KubectlWebhookCert.Core.Reporting;

namespace KubectlWebhookCert.Commands;

/// <summary>Where objects are read from, and which of them: <c>-f</c>, <c>-R</c>, <c>-A</c>, <c>-l</c>.</summary>
internal sealed class SourceOptions
{
    /// <summary>The flag that names files.</summary>
    public const string FilesFlag = "--filename";

    /// <summary>The flag that goes into folders.</summary>
    public const string RecursiveFlag = "--recursive";

    private const string DefaultNamespace = "default";

    private readonly Option<string[]> files = new(FilesFlag, "-f") { Description = "Files, directories or - to read instead of a cluster, repeat it for several", HelpName = ValueNames.File };
    private readonly Option<bool> recursive = new(RecursiveFlag, "-R") { Description = "Process the directories used in -f, --filename recursively" };
    private readonly Option<bool> allNamespaces = new("--all-namespaces", "-A") { Description = "If present, webhooks of all namespaces, also where -n is given" };
    private readonly Option<string?> selector = new("--selector", "-l") { Description = "Selector (label query) to filter webhook configurations on, supports '=', '==', '!=', 'in', 'notin'", HelpName = "SELECTOR" };

    /// <summary>Adds every flag to a command.</summary>
    /// <param name="command">The command.</param>
    public void AddTo(DocumentedCommand command)
    {
        AddFilesTo(command);
        command.Add(FlagGroup.Target, allNamespaces, selector);
    }

    /// <summary>Adds those for files alone: for commands that are about one webhook.</summary>
    /// <param name="command">The command.</param>
    public void AddFilesTo(DocumentedCommand command) => command.Add(FlagGroup.Target, files, recursive);

    /// <summary>The label selector as typed, or null.</summary>
    /// <param name="result">The parse result.</param>
    public string? Selector(ParseResult result) => result.GetValue(selector);

    /// <summary>The namespace that narrows a look at the whole cluster, or null for all of it.</summary>
    /// <param name="result">The parse result.</param>
    /// <param name="connection">The connection flags of the same command.</param>
    public string? OnlyNamespace(ParseResult result, GlobalOptions connection) =>
        result.GetValue(allNamespaces) ? null : connection.Namespace(result);

    /// <summary>Opens the cluster, live or out of files, and says in which namespace a command acts.</summary>
    /// <param name="result">The parse result.</param>
    /// <param name="connection">The connection flags of the same command.</param>
    /// <param name="environment">The outside world.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <exception cref="WebhookCertException">No such file, context, server, ...</exception>
    public async Task<OpenSource> OpenAsync(
        ParseResult result, GlobalOptions connection, AppEnvironment environment, CancellationToken cancellationToken)
    {
        connection.RequestTimeout(result); // refused before anything is opened
        return result.GetValue(files) is { Length: > 0 } paths
            ? await OpenFilesAsync(paths, result.GetValue(recursive), connection.Namespace(result), environment, cancellationToken)
            : await OpenLiveAsync(result, connection, environment, cancellationToken);
    }

    /// <summary>Opens files.</summary>
    /// <param name="paths">The files, folders, or <c>-</c>.</param>
    /// <param name="isRecursive">Whether folders are gone into.</param>
    /// <param name="namespaceName">The namespace named by flag, or null.</param>
    /// <param name="environment">The outside world.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    /// <exception cref="WebhookCertException">No such file, or none that can be read.</exception>
    public static async Task<OpenSource> OpenFilesAsync(
        string[] paths, bool isRecursive, string? namespaceName, AppEnvironment environment, CancellationToken cancellationToken)
    {
        var home = namespaceName ?? DefaultNamespace;
        var snapshot = await SnapshotLoader.LoadAsync(new SnapshotOptions([.. paths], isRecursive, home), environment.In, cancellationToken);
        foreach (var note in snapshot.Notes)
        {
            await environment.Error.WriteLineAsync($"warning: {Printable.Escape(note.ToString())}");
        }

        return new OpenSource(snapshot, home);
    }

    /// <summary>Opens a live cluster: for commands that read no files.</summary>
    /// <param name="result">The parse result.</param>
    /// <param name="connection">The connection flags of the same command.</param>
    /// <param name="environment">The outside world.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <exception cref="WebhookCertException">No such context, server, ...</exception>
    public static Task<OpenSource> OpenLiveAsync(
        ParseResult result, GlobalOptions connection, AppEnvironment environment, CancellationToken cancellationToken) =>
        OpenLiveAsync(result, connection, environment, null, cancellationToken);

    /// <summary>The same with another kubeconfig than that of the flags.</summary>
    /// <param name="result">The parse result.</param>
    /// <param name="connection">The connection flags of the same command.</param>
    /// <param name="environment">The outside world.</param>
    /// <param name="kubeconfig">The kubeconfig's path; null: that of the flags.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <exception cref="WebhookCertException">No such context, server, ...</exception>
    public static async Task<OpenSource> OpenLiveAsync(
        ParseResult result, GlobalOptions connection, AppEnvironment environment, string? kubeconfig, CancellationToken cancellationToken)
    {
        var world = KubeconfigEnvironment.OfThisProcess(environment.GetVariable, environment.Clock);
        var overrides = connection.Overrides(result);
        var config = await new KubeconfigLoader(world).LoadAsync(
            kubeconfig is null ? overrides : overrides with { Kubeconfig = new KubeconfigTrustReader(world).PathOf(kubeconfig) }, cancellationToken);
        return new OpenSource(config, Settings(result, connection, environment));
    }

    /// <summary>How API servers are asked.</summary>
    /// <param name="result">The parse result.</param>
    /// <param name="connection">The connection flags of the same command.</param>
    /// <param name="environment">The outside world.</param>
    public static ApiSettings Settings(ParseResult result, GlobalOptions connection, AppEnvironment environment) => new()
    {
        Version = VersionCommand.Version,
        RequestTimeout = connection.RequestTimeout(result),
        Clock = environment.Clock,
        GetVariable = environment.GetVariable,
        Verbosity = connection.Verbosity(result),
        Log = environment.Error,
    };
}
