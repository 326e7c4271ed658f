namespace KubectlWebhookCert.Tests.Cluster;

/// <summary>Every case that was measured on real API servers, in the order of the record of it.</summary>
internal static class VerdictTable
{
    public static IReadOnlyList<VerdictCase> All { get; } = [.. AdmittedCases.All, .. NameCases.All, .. TrustCases.All, .. BundleCases.All];

    public static IEnumerable<string> Names => All.Select(each => each.Name);

    public static VerdictCase Find(string name) => All.Single(each => each.Name == name);
}
