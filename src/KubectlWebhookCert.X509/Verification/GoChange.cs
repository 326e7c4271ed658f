namespace KubectlWebhookCert.X509.Verification;

/// <summary>A change of Go's certificate rules, with the releases that brought it: a minor one, and the patches to older ones that carry it too.</summary>
/// <param name="Minor">The first Go 1.x that has it from its first release on, for example 26.</param>
/// <param name="Backports">Patch releases of older Go 1.x that have it too, for example 1.25.3; empty for most.</param>
public sealed record GoChange(int Minor, params IReadOnlyList<GoVersion> Backports)
{
    /// <summary>Whether a release has it.</summary>
    /// <param name="version">The release.</param>
    public bool IsIn(GoVersion version) =>
        version.Minor >= Minor || Backports.Any(backport => backport.Minor == version.Minor && version.Patch >= backport.Patch);
}
