namespace KubectlWebhookCert.X509.Verification;

/// <summary>Whose verdict is asked for.</summary>
/// <param name="Go">The Go it was built with.</param>
/// <param name="KubernetesMinor">Its own version: 36 of 1.36.2.</param>
public sealed record ApiServerVersion(GoVersion Go, int KubernetesMinor)
{
    /// <summary>Has every change that is known: what an unknown server is judged by.</summary>
    public static ApiServerVersion Newest { get; } = new(GoVersion.Newest, int.MaxValue);

    /// <summary>Reads the answer to <c>/version</c>. What cannot be read is the newest.</summary>
    /// <param name="gitVersion">Field <c>gitVersion</c>, for example <c>v1.36.2+k3s1</c>; may be null.</param>
    /// <param name="goVersion">Field <c>goVersion</c>, for example <c>go1.26.1</c>; may be null.</param>
    public static ApiServerVersion Parse(string? gitVersion, string? goVersion) =>
        new(GoVersion.Parse(goVersion), (gitVersion ?? "").Split('.') is ["v1", var minor, ..] && int.TryParse(minor, out var number) ? number : int.MaxValue);
}
