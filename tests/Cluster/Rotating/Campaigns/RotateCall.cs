namespace KubectlWebhookCert.Tests.Cluster;

/// <summary>`rotate` of the native binary, with waits that are short where the flags ask for no others.</summary>
internal static class RotateCall
{
    private static readonly (string Flag, string Value)[] ShortWaits =
        [("--settle", "500ms"), ("--reload-time", "3s"), ("--timeout", "60s")];

    /// <param name="kubeconfig">Leads to the API server, or to a proxy before it.</param>
    /// <param name="target">What is rotated.</param>
    /// <param name="flags">More flags.</param>
    public static ProgramCall Make(string kubeconfig, string target, params IReadOnlyList<string> flags)
    {
        var waits = ShortWaits.Where(wait => !flags.Contains(wait.Flag)).SelectMany(wait => (string[])[wait.Flag, wait.Value]);
        return NativeBinary.Call(["rotate", target, "--yes", .. waits, .. flags, "--kubeconfig", kubeconfig]) with
        {
            Timeout = TimeSpan.FromSeconds(180),
        };
    }
}
