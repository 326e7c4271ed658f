using System.Text.Json;
using KubectlWebhookCert.Core.Model;

namespace KubectlWebhookCert.Cluster.Tests.Watching;

/// <summary>JSON of the API.</summary>
internal static class Object
{
    public static string Secret(string name, int version, string type = "Opaque", string labels = "{}") =>
        $$$"""{"apiVersion":"v1","kind":"Secret","metadata":{"name":"{{{name}}}","namespace":"shop","resourceVersion":"{{{version}}}","labels":{{{labels}}}},"type":"{{{type}}}","data":{"tls.key":"c2VjcmV0"}}""";

    public static string List(int version, params string[] items) =>
        $$$"""{"apiVersion":"v1","kind":"SecretList","metadata":{"resourceVersion":"{{{version}}}"},"items":[{{{string.Join(',', items)}}}]}""";

    public static string Event(string type, string item) => $$$"""{"type":"{{{type}}}","object":{{{item}}}}""" + "\n";

    public static string Bookmark(int version) => Event("BOOKMARK", $$$"""{"kind":"Secret","metadata":{"resourceVersion":"{{{version}}}"}}""");

    public static string Status(int code) =>
        $$$"""{"kind":"Status","status":"Failure","reason":"","message":"no","code":{{{code}}},"details":{"name":"web"}}""";

    public static KubernetesObject Parse(string json) => new(JsonElement.Parse(json));
}
