using System.Text.Json.Nodes;
using KubectlWebhookCert.Core.Model;

namespace KubectlWebhookCert.Core.Tests.Fixtures;

/// <summary>
/// One healthy webhook that nobody's marks are on: configuration <c>config</c>, webhook <c>v.example.com</c>, Service <c>web/hook</c>, one pod
/// of a Deployment that mounts the Secret <c>hook-tls</c>. A test takes <see cref="Healthy"/> and changes what it is about.
/// </summary>
internal sealed record Hook
{
    public const string ServerName = "hook.web.svc";
    public const string Name = "v.example.com";

    private const string Labels = "app=hook";

    /// <summary>Nothing is wrong with it.</summary>
    public static Hook Healthy { get; } = new();

    /// <summary>Signs the leaf.</summary>
    public Issued Ca { get; init; } = Issued.Ca("CN=hook-ca");

    /// <summary>What the Secret holds; null: a leaf of <see cref="Ca"/> for the Service's name.</summary>
    public Issued? Leaf { get; init; }

    /// <summary>The CA bundle's text; null: that of <see cref="Ca"/>.</summary>
    public string? Bundle { get; init; }

    /// <summary>Changes the configuration (<c>webhooks[0]</c> is the webhook).</summary>
    public Func<Manifest, Manifest> Configuration { get; init; } = Same;

    /// <summary>Changes the Service.</summary>
    public Func<Manifest, Manifest> Service { get; init; } = Same;

    /// <summary>Changes the slice.</summary>
    public Func<Manifest, Manifest> Slice { get; init; } = Same;

    /// <summary>Changes the Secret.</summary>
    public Func<Manifest, Manifest> Secret { get; init; } = Same;

    /// <summary>Changes the Deployment's and the pod's spec.</summary>
    public Func<JsonObject, JsonObject> PodSpec { get; init; } = spec => spec;

    /// <summary>Changes the Deployment.</summary>
    public Func<Manifest, Manifest> Deployment { get; init; } = Same;

    /// <summary>Kinds that are left out, for example <c>Service</c>.</summary>
    public ValueList<string> Without { get; init; } = [];

    /// <summary>Further objects.</summary>
    public ValueList<Manifest> And { get; init; } = [];

    /// <summary>Pods that are there even where <c>Pod</c> is left out.</summary>
    public ValueList<Manifest> Pods { get; init; } = [];

    /// <summary>The leaf that is stored.</summary>
    public Issued StoredLeaf => Leaf ?? Ca.Leaf("CN=hook", 1, 2, null, ServerName);

    /// <summary>The cluster that holds all this.</summary>
    public FakeCluster Build()
    {
        var leaf = StoredLeaf;
        var bundle = Bundle is null ? Ca.Base64 : Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes(Bundle));
        Manifest[] all =
        [
            Configuration(Make.Validating("config", Make.Entry(Name, "web/hook", bundle, path: "/validate"))),
            Make.Object(ResourceTypes.Namespace, null, "web", []).Label("kubernetes.io/metadata.name", "web"),
            Service(Make.Service("web", "hook", Labels)),
            Slice(Make.Slice("web", "hook", 9443, null, Make.SliceEndpoint("10.1.0.4", "hook-5d4f8c7b9-x"))),
            Make.DeploymentPod("web", "hook", Labels, Spec()),
            Deployment(Make.Deployment("web", "hook", Labels, Spec())),
            Secret(Make.Secret("web", "hook-tls", ("ca.crt", Ca.Pem), ("tls.crt", leaf.Pem), ("tls.key", leaf.KeyPem))),
            .. And,
        ];
        return new FakeCluster([.. all.Where(manifest => !Without.Contains((string?)manifest.Json["kind"] ?? string.Empty)), .. Pods]);
    }

    private JsonObject Spec() => PodSpec(Make.PodSpec().Mount("/certs", Make.SecretVolume("hook-tls")));

    private static Manifest Same(Manifest manifest) => manifest;
}
