using KubectlWebhookCert.Cluster.Api;
using KubectlWebhookCert.Core.Model;

namespace KubectlWebhookCert.Cluster.Execution;

/// <summary>Which cert-manager injects CAs: from 1.19 on it adds a new CA to a bundle, before that it puts it in the place of the old one.</summary>
/// <remarks>Source: github.com/cert-manager/cert-manager, feature gate <c>CAInjectorMerging</c>.</remarks>
internal static class InjectorVersion
{
    private const string Selector = "app.kubernetes.io/component=cainjector";
    private const string Gate = "CAInjectorMerging=";

    /// <summary>The first version that adds.</summary>
    public static Version FirstThatMerges { get; } = new(1, 19);

    /// <summary>Its version, as far as it behaves so; null where it is not known, or may not be read.</summary>
    public static async Task<Version?> ReadAsync(ICluster cluster, CancellationToken cancellationToken)
    {
        try
        {
            await foreach (var deployment in cluster.ListAsync(ResourceTypes.Deployment, null, Selector, cancellationToken))
            {
                return Of(deployment);
            }
        }
        catch (ApiStatusException)
        {
            // then it is not known
        }

        return null;
    }

    private static Version? Of(KubernetesObject deployment)
    {
        var containers = deployment.Json.Items("spec", "template", "spec", "containers").ToList();
        var gate = containers
            .SelectMany(container => container.Items("args").Concat(container.Items("command")))
            .Select(argument => argument.Text() ?? string.Empty)
            .FirstOrDefault(argument => argument.Contains(Gate, StringComparison.Ordinal));
        var image = containers.Select(container => container.Text("image")).FirstOrDefault();
        var text = deployment.Label("app.kubernetes.io/version") ?? image?[(image.LastIndexOf(':') + 1)..];
        var version = Version.TryParse(text?.TrimStart('v').Split('-')[0], out var parsed) ? parsed : null;
        return gate is null ? version
            : gate.Contains(Gate + "true", StringComparison.Ordinal) ? Later(version, FirstThatMerges)
            : Earlier(version);
    }

    // the gate decides, whatever the version
    private static Version Later(Version? version, Version least) => version is null || version < least ? least : version;

    private static Version? Earlier(Version? version) => version is null || version >= FirstThatMerges ? null : version;
}
