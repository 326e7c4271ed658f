using System.Net;
using System.Text;

namespace KubectlWebhookCert.Tests.Cluster;

/// <summary>Certificates and a CA bundle, and what API servers say of them.</summary>
/// <remarks>
/// In names and texts `{name}` is the server name, `{ns}` its namespace and `{now}` the server's clock.
/// </remarks>
/// <param name="Name">How it differs from what is right.</param>
/// <param name="Path">From the root to the leaf, each signed by the one before it.</param>
/// <param name="Expected">What 1.20.2 (Go 1.19) says, after `Post "https://...": `.</param>
internal sealed record VerdictCase(string Name, IReadOnlyList<CertificateDraft> Path, string Expected)
{
    public const string Admitted = "admitted";

    /// <summary>The CA bundle out of the issued path: Latin-1, so that it may hold any bytes. The root, if not set.</summary>
    public Func<IReadOnlyList<IssuedCertificate>, string> Bundle { get; init; } = path => path[0].Pem;

    /// <summary>What the server sends out of the issued path. Leaf first and without the root, if not set.</summary>
    public Func<IReadOnlyList<IssuedCertificate>, IEnumerable<IssuedCertificate>> Presented { get; init; } =
        path => path.Reverse().Take(Math.Max(1, path.Count - 1));

    /// <summary>What 1.36.2 (Go 1.26) says where it differs in more than its prefix.</summary>
    public string? Newest { get; init; }

    public string ExpectedOfNewest =>
        Newest ?? (Expected.StartsWith("x509: ", StringComparison.Ordinal) ? "tls: failed to verify certificate: " + Expected : Expected);

    /// <summary>Issues the path for a server name.</summary>
    public VerdictStage Issue(string serverName)
    {
        List<IssuedCertificate> issued = [];
        foreach (var draft in Path.Select(draft => Filled(draft, serverName)))
        {
            issued.Add(issued is [.., var issuer] ? issuer.Issue(draft) : IssuedCertificate.SelfSigned(draft));
        }
        return new VerdictStage(
            Encoding.Latin1.GetBytes(Bundle(issued)), [.. Presented(issued).Select(each => each.Der)], issued[^1].Key.Pkcs8);
    }

    /// <summary>Puts a server name into a text of a case.</summary>
    public static string Filled(string text, string serverName) => text
        .Replace("{name}", serverName, StringComparison.Ordinal)
        .Replace("{ns}", IPAddress.TryParse(serverName, out _) ? "" : serverName.Split('.')[1], StringComparison.Ordinal);

    private static CertificateDraft Filled(CertificateDraft draft, string serverName) => draft with
    {
        CommonName = draft.CommonName is { } name ? Filled(name, serverName) : null,
        Names = [.. draft.Names.Select(name => Filled(name, serverName))],
    };
}
