using System.Globalization;
using KubectlWebhookCert.Core.Errors;
using KubectlWebhookCert.Core.Model;
using KubectlWebhookCert.Core.Targets;

namespace KubectlWebhookCert.Core.Trust;

/// <summary>Where the user says that CAs should come from: the value of <c>--ca-from</c>. Closed: the cases below are all there are.</summary>
public abstract record CaSource
{
    /// <summary>How sources are typed.</summary>
    public const string Forms = "configmap/NAMESPACE/NAME[:KEY], secret/NAMESPACE/NAME[:KEY], file/PATH, service/NAMESPACE/NAME[:PORT] or apiserver";

    private const string ApiServerWord = "apiserver";
    private const string FileWord = "file";
    private const int DefaultPort = 443; // as of a webhook's Service reference

    private CaSource()
    {
    }

    /// <summary>Reads the value of <c>--ca-from</c>.</summary>
    /// <param name="text">What the user typed.</param>
    /// <exception cref="UsageException">It is none of <see cref="Forms"/>.</exception>
    public static CaSource Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text switch
        {
            _ when Same(text, ApiServerWord) => new ApiServer(),
            _ when text.Split('/', 2) is [var word, { Length: > 0 } path] && Same(word, FileWord) => new File(path),
            _ => InCluster(text),
        }
        ?? throw new UsageException($"invalid value \"{text}\" for --ca-from", $"write --ca-from {Forms}");
    }

    private static CaSource? InCluster(string text)
    {
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        var (named, key) = colon < 0 ? (text, null) : (text[..colon], text[(colon + 1)..]);
        if (named.Split('/') is not [var word, { Length: > 0 } namespaceName, { Length: > 0 } name] || key is { Length: 0 })
        {
            return null;
        }

        return ResourceTypeWords.Find(word) switch
        {
            { } type when type == ResourceTypes.ConfigMap || type == ResourceTypes.Secret => new Published(type, namespaceName, name, key),
            { } type when type == ResourceTypes.Service && ReadPort(key) is { } port => new Service(namespaceName, name, port),
            _ => null,
        };
    }

    private static int? ReadPort(string? text) => text is null ? DefaultPort
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var port) && port is > 0 and <= ushort.MaxValue ? port
        : null;

    private static bool Same(string one, string other) => one.Equals(other, StringComparison.OrdinalIgnoreCase);

    /// <summary>CAs in an object of the cluster.</summary>
    /// <param name="Type"><see cref="ResourceTypes.ConfigMap"/> or <see cref="ResourceTypes.Secret"/>.</param>
    /// <param name="Namespace">Its namespace.</param>
    /// <param name="Name">Its name.</param>
    /// <param name="Key">The key they lie under; null: the one that holds certificates.</param>
    public sealed record Published(ResourceType Type, string Namespace, string Name, string? Key) : CaSource
    {
        /// <summary>As it is typed.</summary>
        public override string ToString() => $"{Type.Singular}/{Namespace}/{Name}{(Key is null ? string.Empty : $":{Key}")}";
    }

    /// <summary>CAs in a file of this machine.</summary>
    /// <param name="Path">The file.</param>
    public sealed record File(string Path) : CaSource
    {
        /// <summary>As it is typed.</summary>
        public override string ToString() => $"{FileWord}/{Path}";
    }

    /// <summary>The CA of what the endpoints of a Service present.</summary>
    /// <param name="Namespace">The Service's namespace.</param>
    /// <param name="Name">The Service's name.</param>
    /// <param name="Port">The Service's port.</param>
    public sealed record Service(string Namespace, string Name, int Port) : CaSource
    {
        /// <summary>As it is typed.</summary>
        public override string ToString() => Port == DefaultPort
            ? $"service/{Namespace}/{Name}"
            : string.Create(CultureInfo.InvariantCulture, $"service/{Namespace}/{Name}:{Port}");
    }

    /// <summary>The CA of what the API server presents that the kubeconfig names.</summary>
    public sealed record ApiServer : CaSource
    {
        /// <summary>As it is typed.</summary>
        public override string ToString() => ApiServerWord;
    }
}
