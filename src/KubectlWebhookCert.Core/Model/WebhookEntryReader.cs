using System.Text.Json;

namespace KubectlWebhookCert.Core.Model;

/// <summary>The client configurations in an object of one of the four kinds; none where it calls no webhook.</summary>
internal static class WebhookEntryReader
{
    private const int DefaultPort = 443; // admissionregistration, apiextensions and apiregistration all default to it

    public static ValueList<WebhookEntry> Read(ResourceType type, KubernetesObject resource)
    {
        if (type == ResourceTypes.CustomResourceDefinition)
        {
            return Conversion(resource) is { } conversion ? [conversion] : [];
        }

        if (type == ResourceTypes.ApiService)
        {
            return Aggregation(resource) is { } aggregation ? [aggregation] : [];
        }

        // v1beta1, which old manifests and servers before 1.22 hold, ignored failures by default
        var defaultPolicy = resource.ApiVersion.EndsWith("/v1beta1", StringComparison.Ordinal) ? "Ignore" : "Fail";
        return resource.Json.Items("webhooks")
            .Select((entry, index) => new WebhookEntry(
                entry.Text("name") ?? string.Empty,
                index,
                Call(entry.At("clientConfig"), null),
                entry.Text("failurePolicy") ?? defaultPolicy,
                entry.Number("timeoutSeconds"),
                InsecureSkipTlsVerify: false,
                entry.Text("clientConfig", "caBundle") ?? string.Empty))
            .ToValueList();
    }

    private static WebhookEntry? Conversion(KubernetesObject resource)
    {
        if (resource.Json.Text("spec", "conversion", "strategy") != "Webhook")
        {
            return null;
        }

        // the second is v1beta1's
        var client = resource.Json.At("spec", "conversion", "webhook", "clientConfig")
            ?? resource.Json.At("spec", "conversion", "webhookClientConfig");
        return new WebhookEntry(
            resource.Name, 0, Call(client, null), null, null, InsecureSkipTlsVerify: false, client?.Text("caBundle") ?? string.Empty);
    }

    private static WebhookEntry? Aggregation(KubernetesObject resource) =>
        resource.Json.At("spec", "service") is null
            ? null // served by the API server itself
            : new WebhookEntry(
                resource.Name,
                0,
                Call(resource.Json.At("spec"), $"/apis/{resource.Json.Text("spec", "group")}/{resource.Json.Text("spec", "version")}"),
                null,
                null,
                resource.Json.Boolean("spec", "insecureSkipTLSVerify") ?? false,
                resource.Json.Text("spec", "caBundle") ?? string.Empty);

    private static WebhookCall Call(JsonElement? client, string? path)
    {
        if (client?.At("service") is { } service)
        {
            var wanted = path ?? service.Text("path") ?? string.Empty;
            return new WebhookCall.ByService(
                service.Text("namespace") ?? string.Empty,
                service.Text("name") ?? string.Empty,
                service.Number("port") ?? DefaultPort,
                wanted.Length == 0 || wanted[0] == '/' ? wanted : "/" + wanted);
        }

        var url = client?.Text("url") ?? string.Empty;
        return new WebhookCall.ByUrl(Uri.TryCreate(url, UriKind.Absolute, out var parsed) ? parsed.Host.Trim('[', ']') : string.Empty, url);
    }
}
