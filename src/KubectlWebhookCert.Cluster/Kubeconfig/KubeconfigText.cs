using System.Globalization;
using System.Text;
using System.Text.Json;
using KubectlWebhookCert.Core.Yaml;

namespace KubectlWebhookCert.Cluster.Kubeconfig;

/// <summary>Changes the CA of a cluster in a kubeconfig's text. Every other character stays: comments, order, quotes, line ends.</summary>
/// <remarks><c>kubectl config set-cluster</c> writes the whole file anew instead, without its comments.</remarks>
public static class KubeconfigText
{
    private const string Field = "certificate-authority-data";
    private const char ByteOrderMark = '\uFEFF';

    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>The file's bytes with another CA in one cluster.</summary>
    /// <param name="content">The file's bytes.</param>
    /// <param name="path">The file's path, for messages.</param>
    /// <param name="cluster">The cluster's name.</param>
    /// <param name="pem">The CA certificates, PEM; not empty.</param>
    /// <exception cref="KubeconfigException">
    /// This is no kubeconfig in UTF-8, has no such cluster or two, the cluster takes no CA as data, or its CA cannot be changed alone.
    /// </exception>
    /// <exception cref="UnreadableDocumentException">The text is neither YAML nor JSON.</exception>
    public static ReadOnlyMemory<byte> SetAuthority(ReadOnlySpan<byte> content, string path, string cluster, ReadOnlySpan<byte> pem)
    {
        try
        {
            return Utf8.GetBytes(SetAuthority(Utf8.GetString(content), path, cluster, pem));
        }
        catch (DecoderFallbackException e)
        {
            throw new KubeconfigException($"cannot change kubeconfig \"{path}\": it is not UTF-8", ByKubectl(path, cluster), e);
        }
    }

    /// <summary>The file's text with another CA in one cluster.</summary>
    /// <param name="text">The file's text, with its byte-order mark if it has one.</param>
    /// <param name="path">The file's path, for messages.</param>
    /// <param name="cluster">The cluster's name.</param>
    /// <param name="pem">The CA certificates, PEM; not empty.</param>
    /// <exception cref="KubeconfigException">
    /// This is no kubeconfig, has no such cluster or two, the cluster takes no CA as data, or its CA cannot be changed alone.
    /// </exception>
    /// <exception cref="UnreadableDocumentException">The text is neither YAML nor JSON.</exception>
    public static string SetAuthority(string text, string path, string cluster, ReadOnlySpan<byte> pem)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentOutOfRangeException.ThrowIfZero(pem.Length);
        var marks = text.StartsWith(ByteOrderMark) ? 1 : 0;
        var file = KubeconfigFile.Parse(text[marks..], path);
        var (entry, place) = MergedKubeconfig.Find(file, KubeconfigSection.Clusters, cluster) ?? throw NotFound(path, cluster);
        Check(entry, cluster);
        try
        {
            var splice = new YamlSplice(text[marks..], path);
            var steps = new[] { "clusters", place.ToString(CultureInfo.InvariantCulture), "cluster" };
            return text[..marks] + splice.Set(steps, Field, Convert.ToBase64String(pem));
        }
        catch (UnreadableDocumentException e)
        {
            throw new KubeconfigException(
                string.Create(CultureInfo.InvariantCulture, $"cannot change {entry.Place(Field)}, line {e.Line}: {e.Reason}"),
                ByKubectl(path, cluster),
                e);
        }
    }

    /// <summary>What kubectl would not take beside CAs as data.</summary>
    private static void Check(KubeconfigEntry entry, string cluster)
    {
        if (entry.Value.ValueKind != JsonValueKind.Object)
        {
            throw entry.Wrong("cluster", "has no settings");
        }

        if (entry.Text("certificate-authority") is not null)
        {
            throw entry.Wrong(
                "certificate-authority", "names the file that the CA is in", "write the CA into that file, or take certificate-authority out");
        }

        if (entry.Flag("insecure-skip-tls-verify"))
        {
            throw entry.Wrong(
                "insecure-skip-tls-verify",
                "is set, and kubectl takes no CA beside it",
                $"kubectl config set-cluster {cluster} --kubeconfig {entry.File} --insecure-skip-tls-verify=false");
        }
    }

    private static KubeconfigException NotFound(string path, string cluster) =>
        new($"cluster \"{cluster}\" does not exist in \"{path}\"", $"kubectl config get-clusters --kubeconfig {path}");

    private static string ByKubectl(string path, string cluster) =>
        $"to write the file anew, without comments: kubectl config set-cluster {cluster} --kubeconfig {path} --embed-certs --certificate-authority CA.crt";
}
