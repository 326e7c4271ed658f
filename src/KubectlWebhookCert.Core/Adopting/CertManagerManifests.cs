using System.Globalization;
using System.Text.Json.Nodes;
using KubectlWebhookCert.Core.Model;
using KubectlWebhookCert.Core.Owners;
using KubectlWebhookCert.Core.Patching;
using KubectlWebhookCert.Core.Secrets;
using KubectlWebhookCert.X509;
using KubectlWebhookCert.X509.Issuing;
using KubectlWebhookCert.X509.Keys;

namespace KubectlWebhookCert.Core.Adopting;

/// <summary>The objects that have cert-manager issue a serving certificate. Pure.</summary>
/// <remarks>Source: cert-manager documentation, "API Reference", Issuer and Certificate of cert-manager.io/v1.</remarks>
public static class CertManagerManifests
{
    private const string Group = "cert-manager.io";
    private const string ApiVersion = Group + "/v1";

    // Go's longest duration is 292 years
    private static readonly TimeSpan Longest = TimeSpan.FromDays(365 * 250);
    private static readonly TimeSpan Shortest = TimeSpan.FromHours(1);

    /// <summary>The Secret of a CA with its private key, for an Issuer.</summary>
    /// <param name="home">Its namespace.</param>
    /// <param name="name">Its name.</param>
    /// <param name="authority">The CA.</param>
    /// <param name="key">Its private key, PEM.</param>
    public static KubernetesObject AuthoritySecret(string home, string name, Certificate authority, PrivateKeyText key)
    {
        ArgumentNullException.ThrowIfNull(authority);
        ArgumentNullException.ThrowIfNull(key);
        return Make("v1", ResourceTypes.Secret, home, name, new JsonObject
        {
            ["type"] = "kubernetes.io/tls",
            ["data"] = new JsonObject
            {
                ["tls.crt"] = Convert.ToBase64String(CertificatePem.Write(authority)),
                ["tls.key"] = Convert.ToBase64String(key.Pem.Span),
            },
        });
    }

    /// <summary>An Issuer that signs with a CA.</summary>
    /// <param name="home">Its namespace.</param>
    /// <param name="name">Its name, and that of the CA's Secret.</param>
    public static KubernetesObject Issuer(string home, string name) => Make(
        ApiVersion, ResourceTypes.Issuer, home, name, new JsonObject { ["spec"] = new JsonObject { ["ca"] = new JsonObject { ["secretName"] = name } } });

    /// <summary>A Certificate that issues into the serving Secret what is like the leaf in it.</summary>
    /// <param name="secret">The serving Secret; the Certificate has its name.</param>
    /// <param name="issuer">Who signs.</param>
    /// <param name="names">Whom it is for.</param>
    /// <param name="key">What its key is to be.</param>
    /// <param name="encoding">How that is written.</param>
    /// <param name="duration">How long it is valid.</param>
    public static KubernetesObject Certificate(
        ObjectRef secret, ObjectRef issuer, ValueList<GeneralName> names, KeyAlgorithm key, PrivateKeyEncoding encoding, TimeSpan duration)
    {
        ArgumentNullException.ThrowIfNull(secret);
        ArgumentNullException.ThrowIfNull(issuer);
        ArgumentNullException.ThrowIfNull(names);
        ArgumentNullException.ThrowIfNull(key);
        var length = duration < Shortest ? Shortest : duration > Longest ? Longest : duration;
        var spec = new JsonObject
        {
            ["secretName"] = secret.Name,
            ["duration"] = Duration(length),
            ["renewBefore"] = Duration(length / 3),
            ["dnsNames"] = Texts(names.OfType<GeneralName.Dns>().Select(name => name.Value)),
        };
        if (names.OfType<GeneralName.Address>().ToList() is { Count: > 0 } addresses)
        {
            spec["ipAddresses"] = Texts(addresses.Select(address => address.Value.ToString()));
        }

        spec["usages"] = Texts(["digital signature", "key encipherment", "server auth"]);
        spec["privateKey"] = new JsonObject
        {
            ["algorithm"] = key.Kind == PublicKeyKind.Rsa ? "RSA" : "ECDSA",
            ["size"] = key.SizeInBits,
            ["encoding"] = encoding == PrivateKeyEncoding.Pkcs8 ? "PKCS8" : "PKCS1", // SEC1, where the key is ECDSA
            ["rotationPolicy"] = "Always",
        };
        spec["issuerRef"] = new JsonObject { ["name"] = issuer.Name, ["kind"] = issuer.Kind, ["group"] = Group };
        return Make(ApiVersion, ResourceTypes.Certificate, secret.Namespace!, secret.Name, new JsonObject { ["spec"] = spec });
    }

    /// <summary>What a repository should hold in the end: no private key, no mark of this program's own, and of a configuration what is to be added to it.</summary>
    /// <param name="scope">What moves together.</param>
    /// <param name="handover">What cert-manager is given.</param>
    public static ValueList<KubernetesObject> ForRepository(Planning.RotationScope scope, Planning.Handover handover)
    {
        ArgumentNullException.ThrowIfNull(scope);
        ArgumentNullException.ThrowIfNull(handover);
        var source = $"{handover.Certificate.Namespace}/{handover.Certificate.Name}";
        return
        [
            .. handover.Made.Append(handover.Certificate).Select(Plain),
            .. scope.Bundles.Select(bundle => (bundle.Place.Type, bundle.Place.Configuration)).Distinct().Select(each => new KubernetesObject(JsonTree.ToElement(new JsonObject
            {
                ["apiVersion"] = each.Type.ApiVersion,
                ["kind"] = each.Type.Kind,
                ["metadata"] = new JsonObject { ["name"] = each.Configuration, ["annotations"] = new JsonObject { [SecretLeads.InjectCaFrom] = source } },
            }))),
        ];
    }

    private static KubernetesObject Plain(KubernetesObject made)
    {
        var json = JsonTree.Of(made.Json)!.AsObject();
        json["metadata"]!.AsObject().Remove("labels");
        json.Remove("data");
        return new KubernetesObject(JsonTree.ToElement(json));
    }

    private static KubernetesObject Make(string apiVersion, ResourceType type, string home, string name, JsonObject rest)
    {
        var json = new JsonObject
        {
            ["apiVersion"] = apiVersion,
            ["kind"] = type.Kind,
            ["metadata"] = new JsonObject
            {
                ["name"] = name,
                ["namespace"] = home,
                ["labels"] = new JsonObject { [PluginMarks.ManagedLabel] = PluginMarks.ManagedValue },
            },
        };
        foreach (var (key, value) in rest.ToList())
        {
            rest.Remove(key);
            json[key] = value;
        }

        return new KubernetesObject(JsonTree.ToElement(json));
    }

    private static JsonArray Texts(IEnumerable<string> texts) => [.. texts.Select(text => (JsonNode)text)];

    // whole hours where it has many of them
    private static string Duration(TimeSpan length) => length >= TimeSpan.FromDays(1) || length.Minutes == 0
        ? string.Create(CultureInfo.InvariantCulture, $"{Math.Floor(length.TotalHours):0}h")
        : string.Create(CultureInfo.InvariantCulture, $"{Math.Floor(length.TotalMinutes):0}m");
}
