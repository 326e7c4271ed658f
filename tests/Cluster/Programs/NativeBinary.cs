namespace KubectlWebhookCert.Tests.Cluster;

/// <summary>
/// The published program, run as its users run it. It sees nothing of this machine's environment but PATH, so that
/// a contributor's KUBECONFIG or ~/.kube never takes part in a test.
/// </summary>
public static class NativeBinary
{
    /// <summary>`out/kubectl-webhook_cert` of the checkout, or what WEBHOOK_CERT_BINARY names.</summary>
    /// <exception cref="FileNotFoundException">It is not there; says how to make it.</exception>
    public static string Find() => Find(Environment.GetEnvironmentVariable("WEBHOOK_CERT_BINARY"), RepositoryRoot.Find());

    /// <summary>Where it is.</summary>
    public static string Location => Find();

    /// <summary>A call of the program that can be changed (`with { Input = ... }`) before it is run.</summary>
    public static ProgramCall Call(params IReadOnlyList<string> arguments) => new(Find(), arguments)
    {
        InheritsEnvironment = false,
        Environment = new Dictionary<string, string> { ["HOME"] = "/nonexistent" },
    };

    /// <summary>Runs the program with `--kubeconfig` put before the arguments.</summary>
    public static Task<ProgramResult> RunAsync(string kubeconfig, IReadOnlyList<string> arguments, CancellationToken cancellationToken) =>
        Call(["--kubeconfig", kubeconfig, .. arguments]).RunAsync(cancellationToken);

    internal static string Find(string? named, string root)
    {
        var path = named is { Length: > 0 } ? Path.GetFullPath(named) : Path.Combine(root, "out", "kubectl-webhook_cert");
        return File.Exists(path) ? path : throw new FileNotFoundException($"no native binary at {path}, run: make build", path);
    }
}
