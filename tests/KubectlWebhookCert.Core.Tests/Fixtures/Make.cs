using System.Text;
using System.Text.Json.Nodes;
using KubectlWebhookCert.Core.Model;

namespace KubectlWebhookCert.Core.Tests.Fixtures;

/// <summary>Valid objects of every type that a webhook's certificate depends on.</summary>
internal static class Make
{
    public static Manifest Mutating(string name, params JsonObject[] webhooks) =>
        Configuration(ResourceTypes.MutatingWebhookConfiguration, name, webhooks);

    public static Manifest Validating(string name, params JsonObject[] webhooks) =>
        Configuration(ResourceTypes.ValidatingWebhookConfiguration, name, webhooks);

    /// <summary>One entry of <c>webhooks</c>; <paramref name="service"/> is <c>namespace/name</c>.</summary>
    public static JsonObject Entry(string name, string service, string? caBundle = null, int? port = null, string? path = null)
    {
        var client = Client(service, caBundle, port);
        if (path is not null)
        {
            client["service"]!["path"] = path;
        }

        return new JsonObject { ["name"] = name, ["clientConfig"] = client, ["failurePolicy"] = "Fail", ["timeoutSeconds"] = 10 };
    }

    public static JsonObject EntryByUrl(string name, string url) =>
        new() { ["name"] = name, ["clientConfig"] = new JsonObject { ["url"] = url } };

    public static Manifest Crd(string name, string service, string? caBundle = null) => Object(
        ResourceTypes.CustomResourceDefinition,
        null,
        name,
        new JsonObject
        {
            ["spec"] = new JsonObject
            {
                ["conversion"] = new JsonObject
                {
                    ["strategy"] = "Webhook",
                    ["webhook"] = new JsonObject { ["clientConfig"] = Client(service, caBundle, null) },
                },
            },
        });

    public static Manifest PlainCrd(string name) => Object(
        ResourceTypes.CustomResourceDefinition,
        null,
        name,
        new JsonObject { ["spec"] = new JsonObject { ["conversion"] = new JsonObject { ["strategy"] = "None" } } });

    public static Manifest ApiService(string version, string group, string? service, string? caBundle = null)
    {
        var spec = new JsonObject { ["group"] = group, ["version"] = version };
        if (service is not null)
        {
            spec["service"] = Client(service, null, null)["service"]!.DeepClone();
        }

        if (caBundle is not null)
        {
            spec["caBundle"] = caBundle;
        }

        return Object(ResourceTypes.ApiService, null, $"{version}.{group}", new JsonObject { ["spec"] = spec });
    }

    /// <summary>A Service with one port; <paramref name="selector"/> as <c>a=b,c=d</c>.</summary>
    public static Manifest Service(
        string namespaceName, string name, string? selector, int port = 443, JsonNode? targetPort = null, string? portName = null)
    {
        var entry = new JsonObject { ["port"] = port, ["protocol"] = "TCP", ["targetPort"] = targetPort ?? 9443 };
        if (portName is not null)
        {
            entry["name"] = portName;
        }

        var spec = new JsonObject { ["ports"] = new JsonArray(entry) };
        if (selector is not null)
        {
            spec["selector"] = Pairs(selector);
        }

        return Object(ResourceTypes.Service, namespaceName, name, new JsonObject { ["spec"] = spec });
    }

    /// <summary>A slice of a Service; each endpoint from <see cref="SliceEndpoint"/>.</summary>
    public static Manifest Slice(string namespaceName, string service, int port, string? portName = null, params JsonObject[] endpoints) =>
        Object(
            ResourceTypes.EndpointSlice,
            namespaceName,
            $"{service}-abcde",
            new JsonObject
            {
                ["addressType"] = "IPv4",
                ["endpoints"] = new JsonArray([.. endpoints]),
                ["ports"] = new JsonArray(new JsonObject { ["name"] = portName ?? string.Empty, ["port"] = port, ["protocol"] = "TCP" }),
            }).Label("kubernetes.io/service-name", service);

    public static JsonObject SliceEndpoint(string address, string? pod, bool? ready = true, bool? serving = null, bool? terminating = null)
    {
        var conditions = new JsonObject();
        foreach (var (name, value) in new[] { ("ready", ready), ("serving", serving), ("terminating", terminating) })
        {
            if (value is { } known)
            {
                conditions[name] = known;
            }
        }

        var endpoint = new JsonObject { ["addresses"] = new JsonArray(address), ["conditions"] = conditions };
        if (pod is not null)
        {
            endpoint["targetRef"] = new JsonObject { ["kind"] = "Pod", ["name"] = pod };
        }

        return endpoint;
    }

    /// <summary>A pod with one container; <paramref name="labels"/> as <c>a=b,c=d</c>.</summary>
    public static Manifest Pod(string namespaceName, string name, string labels, JsonObject spec)
    {
        var pod = Object(ResourceTypes.Pod, namespaceName, name, new JsonObject { ["spec"] = spec });
        foreach (var (label, value) in Pairs(labels))
        {
            pod.Label(label, value!.GetValue<string>());
        }

        return pod;
    }

    /// <summary>A pod of a Deployment, labelled and owned as the Deployment controller does it.</summary>
    public static Manifest DeploymentPod(string namespaceName, string deployment, string labels, JsonObject spec, string suffix = "x") =>
        Pod(namespaceName, $"{deployment}-5d4f8c7b9-{suffix}", $"{labels},pod-template-hash=5d4f8c7b9", spec)
            .ControlledBy("ReplicaSet", $"{deployment}-5d4f8c7b9");

    public static Manifest Deployment(string namespaceName, string name, string labels, JsonObject spec) => Object(
        ResourceTypes.Deployment,
        namespaceName,
        name,
        new JsonObject
        {
            ["spec"] = new JsonObject
            {
                ["template"] = new JsonObject { ["metadata"] = new JsonObject { ["labels"] = Pairs(labels) }, ["spec"] = spec },
            },
        });

    /// <summary>A pod spec with one container that owns <paramref name="port"/>.</summary>
    public static JsonObject PodSpec(int port = 9443, string? portName = null, string[]? args = null, string image = "example/webhook:1")
    {
        var containerPort = new JsonObject { ["containerPort"] = port };
        if (portName is not null)
        {
            containerPort["name"] = portName;
        }

        return new JsonObject
        {
            ["containers"] = new JsonArray(new JsonObject
            {
                ["name"] = "webhook",
                ["image"] = image,
                ["args"] = new JsonArray([.. (args ?? []).Select(arg => JsonValue.Create(arg))]),
                ["ports"] = new JsonArray(containerPort),
                ["volumeMounts"] = new JsonArray(),
            }),
            ["volumes"] = new JsonArray(),
        };
    }

    /// <summary>Mounts a volume of any kind into the first container.</summary>
    public static JsonObject Mount(this JsonObject podSpec, string path, JsonObject volume, string? subPath = null)
    {
        var name = $"volume-{podSpec["volumes"]!.AsArray().Count}";
        volume["name"] = name;
        podSpec["volumes"]!.AsArray().Add(volume);
        var mount = new JsonObject { ["name"] = name, ["mountPath"] = path };
        if (subPath is not null)
        {
            mount["subPath"] = subPath;
        }

        podSpec["containers"]![0]!["volumeMounts"]!.AsArray().Add(mount);
        return podSpec;
    }

    public static JsonObject SecretVolume(string secret) => new() { ["secret"] = new JsonObject { ["secretName"] = secret } };

    public static Manifest Secret(string namespaceName, string name, params (string Key, string Value)[] data)
    {
        var values = new JsonObject();
        foreach (var (key, value) in data)
        {
            values[key] = Convert.ToBase64String(Encoding.UTF8.GetBytes(value));
        }

        return Object(ResourceTypes.Secret, namespaceName, name, new JsonObject { ["type"] = "Opaque", ["data"] = values });
    }

    public static Manifest ConfigMap(string namespaceName, string name, params (string Key, string Value)[] data)
    {
        var values = new JsonObject();
        foreach (var (key, value) in data)
        {
            values[key] = value;
        }

        return Object(ResourceTypes.ConfigMap, namespaceName, name, new JsonObject { ["data"] = values });
    }

    public static Manifest Object(ResourceType type, string? namespaceName, string name, JsonObject rest)
    {
        var metadata = new JsonObject { ["name"] = name };
        if (namespaceName is not null)
        {
            metadata["namespace"] = namespaceName;
        }

        rest["apiVersion"] = type.ApiVersion;
        rest["kind"] = type.Kind;
        rest["metadata"] = metadata;
        return new Manifest(rest);
    }

    private static Manifest Configuration(ResourceType type, string name, JsonObject[] webhooks) =>
        Object(type, null, name, new JsonObject { ["webhooks"] = new JsonArray([.. webhooks]) });

    private static JsonObject Client(string service, string? caBundle, int? port)
    {
        var reference = new JsonObject { ["namespace"] = service.Split('/')[0], ["name"] = service.Split('/')[1] };
        if (port is { } number)
        {
            reference["port"] = number;
        }

        var client = new JsonObject { ["service"] = reference };
        if (caBundle is not null)
        {
            client["caBundle"] = caBundle;
        }

        return client;
    }

    private static JsonObject Pairs(string text)
    {
        var pairs = new JsonObject();
        foreach (var pair in text.Split(','))
        {
            pairs[pair.Split('=')[0]] = pair.Split('=')[1];
        }

        return pairs;
    }
}
