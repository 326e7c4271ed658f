using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using KubectlWebhookCert.Tests.Cluster;

namespace KubectlWebhookCert.Core.Tests.Fixtures;

/// <summary>Hooks whose certificates are of shapes that <see cref="Issued"/> does not make.</summary>
internal static class Shaped
{
    public static readonly CertificateDraft Root = CertificateDraft.Authority with { CommonName = "hook-ca" };
    public static readonly CertificateDraft Middle = Root with { CommonName = "hook-intermediate" };
    public static readonly CertificateDraft Leaf = CertificateDraft.Leaf with { CommonName = "hook", Names = [Hook.ServerName] };

    /// <summary>A path from the root to the leaf: all but the root is served, the root is the bundle.</summary>
    public static Hook Path(params CertificateDraft[] path) => Of(new VerdictCase("", path, "").Issue(Hook.ServerName));

    /// <summary>A path whose bundle is another one.</summary>
    public static Hook Path(Func<IReadOnlyList<IssuedCertificate>, string> bundle, params CertificateDraft[] path) =>
        Of(new VerdictCase("", path, "") { Bundle = bundle }.Issue(Hook.ServerName));

    /// <summary>A case of the verdict table.</summary>
    public static Hook Of(VerdictStage stage) => Of(
        stage.Bundle.Span,
        string.Concat(stage.Presented.Select(der => PemEncoding.WriteString("CERTIFICATE", der.Span) + "\n")),
        stage.Key.IsEmpty ? null : PemEncoding.WriteString("PRIVATE KEY", stage.Key.Span) + "\n");

    /// <summary>Any bundle, any served text, any key.</summary>
    public static Hook Of(ReadOnlySpan<byte> bundle, string served, string? key)
    {
        var bundleText = Convert.ToBase64String(bundle);
        return Hook.Healthy with
        {
            Configuration = manifest => manifest.With(json => json["webhooks"]![0]!["clientConfig"]!["caBundle"] = bundleText),
            Secret = manifest => manifest.With(json =>
            {
                json["data"] = new JsonObject { ["tls.crt"] = Base64(served) };
                if (key is not null)
                {
                    json["data"]!["tls.key"] = Base64(key);
                }
            }),
        };
    }

    public static IssuedCertificate Alone(CertificateDraft draft) => IssuedCertificate.SelfSigned(draft);

    /// <summary>Puts a value into a Secret, or takes it out.</summary>
    public static Manifest Data(this Manifest secret, string key, string? value) => secret.With(json =>
    {
        if (value is null)
        {
            json["data"]!.AsObject().Remove(key);
        }
        else
        {
            json["data"]![key] = Base64(value);
        }
    });

    /// <summary>Changes the CA bundle of the first webhook; null takes it out.</summary>
    public static Manifest Bundle(this Manifest configuration, string? text) => configuration.With(json =>
    {
        var client = json["webhooks"]![0]!["clientConfig"]!.AsObject();
        client.Remove("caBundle");
        if (text is not null)
        {
            client["caBundle"] = Base64(text);
        }
    });

    private static string Base64(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));
}
