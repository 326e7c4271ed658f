namespace KubectlWebhookCert.Cluster.Kubeconfig;

/// <summary>What kubeconfig loading and credentials know of the world outside.</summary>
public sealed record KubeconfigEnvironment
{
    /// <summary>Reads an environment variable; null where it is not set.</summary>
    public required Func<string, string?> GetVariable { get; init; }

    /// <summary>The current time: when a token file is read again, when a plugin's credentials have expired.</summary>
    public required TimeProvider Clock { get; init; }

    /// <summary>The directory that holds <c>.kube/config</c>, or null.</summary>
    public string? HomeDirectory { get; init; }

    /// <summary>What relative paths in flags and in <c>KUBECONFIG</c> are relative to.</summary>
    public required string CurrentDirectory { get; init; }

    /// <summary>Where an exec plugin's standard error goes; null: to this process's own, terminal and all.</summary>
    public TextWriter? PluginError { get; init; }

    /// <summary>Whether somebody can answer an exec plugin's questions; false too where standard input is read for other things.</summary>
    public bool StandardInputIsTerminal { get; init; }

    /// <summary>Where a pod finds its service account (<c>token</c>, <c>ca.crt</c>, <c>namespace</c>).</summary>
    public string ServiceAccountDirectory { get; init; } = "/var/run/secrets/kubernetes.io/serviceaccount";

    /// <summary>The environment of this process.</summary>
    /// <param name="getVariable">Reads an environment variable.</param>
    /// <param name="clock">The current time.</param>
    public static KubeconfigEnvironment OfThisProcess(Func<string, string?> getVariable, TimeProvider clock)
    {
        ArgumentNullException.ThrowIfNull(getVariable);
        return new KubeconfigEnvironment
        {
            GetVariable = getVariable,
            Clock = clock,
            HomeDirectory = getVariable("HOME") is { Length: > 0 } home
                ? home
                : Environment.GetFolderPath(Environment.SpecialFolder.UserProfile),
            CurrentDirectory = Environment.CurrentDirectory,
            StandardInputIsTerminal = !Console.IsInputRedirected,
        };
    }

    internal string FullPath(string path) => Path.GetFullPath(path, CurrentDirectory);
}
