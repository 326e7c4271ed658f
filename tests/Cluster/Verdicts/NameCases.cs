namespace KubectlWebhookCert.Tests.Cluster;

/// <summary>Leaves for other names.</summary>
internal static class NameCases
{
    private const string ForNoName = "x509: certificate is not valid for any names, but wanted to match {name}";

    private static readonly CertificateDraft Root = CertificateDraft.Authority;

    public static IReadOnlyList<VerdictCase> All { get; } =
    [
        Named("wrong SAN", "old.{ns}.svc"),
        Named("bare SAN", "hook"),
        Named("name.ns SAN", "hook.{ns}"),
        Named("only .svc.cluster.local", "hook.{ns}.svc.cluster.local"),
        Named("*.svc", "*.svc"),
        Named("ho*.ns.svc", "ho*.{ns}.svc"),
        Named("hook.*.svc", "hook.*.svc"),
        Named("SAN with a trailing dot", "{name}."),
        new("two wrong SANs", [Root, Leaf("old.{ns}.svc", "hook")], "x509: certificate is valid for old.{ns}.svc, hook, not {name}"),

        new("only an IP SAN", [Root, Leaf("127.0.0.1")], ForNoName),
        new("neither CN nor SAN", [Root, Leaf() with { CommonName = null }], ForNoName),
        new("CN only, of another name", [Root, Leaf() with { CommonName = "old.{ns}.svc" }], ForNoName),
        new("CN only", [Root, Leaf() with { CommonName = "{name}" }],
            "x509: certificate relies on legacy Common Name field, use SANs instead"),
        new("CN only, wildcard", [Root, Leaf() with { CommonName = "*.{ns}.svc" }],
            "x509: certificate relies on legacy Common Name field, use SANs instead"),
    ];

    private static VerdictCase Named(string name, string san) =>
        new(name, [Root, Leaf(san)], $"x509: certificate is valid for {san}, not {{name}}");

    private static CertificateDraft Leaf(params string[] names) => CertificateDraft.Leaf with { Names = names };
}
