using KubectlWebhookCert.Core.Model;
using KubectlWebhookCert.Core.Rules;
using KubectlWebhookCert.X509;
using KubectlWebhookCert.X509.Issuing;
using KubectlWebhookCert.X509.Verification;

namespace KubectlWebhookCert.Core.Trust;

/// <summary>Where the CAs that others should trust are published, or a server whose certificate they should trust.</summary>
/// <param name="Resource">The object that publishes them; a file or an API server has a kind of its own, <see cref="FileKind"/> or <see cref="ApiServerKind"/>.</param>
/// <param name="Field">The key they lie under; empty where there are no keys.</param>
/// <param name="Bundle">The CAs; of a server the one that it sends along, if it does.</param>
public sealed record TrustSource(ObjectRef Resource, string Field, CaBundle Bundle)
{
    /// <summary>The kind of a file, which is no object of a cluster; its name is the path.</summary>
    public const string FileKind = "File";

    /// <summary>The kind of an API server, which is no object of a cluster; its name is the address.</summary>
    public const string ApiServerKind = "API server";

    /// <summary>What a server presents, in its order, the leaf first; none where the source is no server.</summary>
    public ValueList<Certificate> Presented { get; init; } = [];

    /// <summary>What the user typed; null where the source was found.</summary>
    public CaSource? Typed { get; init; }

    /// <summary>A server as a source: the CA is the last certificate that it sends along, by which all before it are signed; maybe its own, self-signed.</summary>
    /// <param name="server">The server.</param>
    /// <param name="typed">What the user typed, or would have to; null where it is no source of anybody's.</param>
    /// <param name="presented">What it presents, in its order, the leaf first; at least one certificate.</param>
    public static TrustSource OfServer(ObjectRef server, CaSource? typed, ValueList<Certificate> presented)
    {
        ArgumentNullException.ThrowIfNull(presented);
        var top = presented[0];
        while (presented.FirstOrDefault(above => !above.Equals(top) && above.IsCa && Signatures.Made(above, top, GoVersion.Newest)) is { } above
            && !Signatures.Made(top, top, GoVersion.Newest))
        {
            top = above;
        }

        var isAnchor = top.IsCa || Signatures.Made(top, top, GoVersion.Newest);
        return new TrustSource(server, string.Empty, CaBundle.Read(isAnchor ? CertificatePem.Write(top) : ReadOnlyMemory<byte>.Empty))
        {
            Presented = presented,
            Typed = typed,
        };
    }

    /// <summary>Whether it is a server's word for itself, which somebody has to confirm before it is trusted.</summary>
    public bool IsPresented => Presented.Count > 0;

    /// <summary>What is typed behind <c>--ca-from</c>.</summary>
    public string Argument => $"{Typed?.ToString() ?? $"{Resource.Kind.ToLowerInvariant()}/{Resource.Namespace}/{Resource.Name}:{Field}"}"
        + (IsPresented ? " --fingerprint SHA256" : string.Empty);

    /// <summary>For people: the object, and the key in it.</summary>
    public override string ToString() => Field.Length == 0 ? Resource.ToString() : $"{Resource}, {Field}";
}
