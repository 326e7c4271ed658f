using KubectlWebhookCert.Core;
using KubectlWebhookCert.Core.Model;
using KubectlWebhookCert.Core.Planning;
using KubectlWebhookCert.Core.Secrets;
using KubectlWebhookCert.X509;

namespace KubectlWebhookCert.Cluster.Execution;

/// <summary>From what moves together to what is kept of it, and back.</summary>
internal static class ScopeCodec
{
    public static ScopeDocument Write(RotationScope scope) => new(
        scope.Secret.Json,
        [.. scope.Bundles.Select(Write)],
        [.. scope.Sharing.Select(Write)],
        [.. scope.Calls.Select(call => new ScopeDocument.Call(call.Namespace, call.Name, call.Port))],
        [.. scope.Workloads.Select(Write)],
        new ScopeDocument.Writer(
            scope.Owner.Code, scope.Owner.Name, scope.Owner.Source is { } source ? Write(source) : null, scope.InjectorVersion, scope.InjectorMerges),
        [.. scope.Served.Select(chain => (IReadOnlyList<byte[]>)[.. chain.Select(certificate => certificate.Raw.ToArray())])]);

    public static RotationScope Read(ScopeDocument document)
    {
        var secret = new KubernetesObject(document.Secret);
        var content = SecretContentReader.Read(secret);
        return new RotationScope(
            secret,
            content,
            SecretVersionReader.Read(secret),
            [.. document.Bundles.Select(Read)],
            [.. document.Calls.Select(call => new WebhookCall.ByService(call.Namespace, call.Service, call.Port, string.Empty))],
            [.. document.Workloads.Select(Read)],
            new OwnerMark(document.Owner.Code, document.Owner.Name, document.Owner.Source is { } source ? Read(source) : null, []),
            [.. document.Served.Select(chain => (ValueList<Certificate>)[.. chain.Select(der => Certificate.Parse(der))])])
        {
            Sharing = [.. document.Sharing.Select(Read)],
            InjectorVersion = document.Owner.InjectorVersion,
            InjectorMerges = document.Owner.InjectorMerges,
        };
    }

    private static ScopeDocument.Place Write(PlacedBundle placed) => new(
        placed.Place.Type.Kind, placed.Place.Configuration, placed.Place.Entry, placed.Place.Index, placed.Place.ServerName, placed.Bundle.Bytes.ToArray());

    private static PlacedBundle Read(ScopeDocument.Place place) => new(
        new BundlePlace(ResourceTypes.All.First(type => type.Kind == place.Kind), place.Configuration, place.Webhook, place.Index, place.ServerName),
        CaBundle.Read(place.CaBundle));

    public static ScopeDocument.Reference Write(ObjectRef reference) => new(reference.Kind, reference.Namespace, reference.Name);

    public static ObjectRef Read(ScopeDocument.Reference reference) => new(reference.Kind, reference.Namespace, reference.Name);
}
