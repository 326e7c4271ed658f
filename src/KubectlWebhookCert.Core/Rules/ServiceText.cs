using System.Globalization;
using System.Text.Json;
using KubectlWebhookCert.Core.Model;

namespace KubectlWebhookCert.Core.Rules;

/// <summary>A Service in words.</summary>
internal static class ServiceText
{
    private const string ExternalName = "ExternalName";
    private const string Headless = "None";

    /// <summary>Whether it only stands for another host: then it has no ports and no endpoints that count.</summary>
    public static bool IsExternalName(ServiceView service) => service.Resource?.Json.Text("spec", "type") == ExternalName;

    /// <summary>Whether it has no address of its own.</summary>
    public static bool IsHeadless(ServiceView service) =>
        service.Resource?.Json.Text("spec", "type") is (null or "ClusterIP") && service.Resource?.Json.Text("spec", "clusterIP") == Headless;

    /// <summary>As an object: <c>Service web/hook</c>.</summary>
    public static ObjectRef Ref(ServiceView service) => new(ResourceTypes.Service.Kind, service.Namespace, service.Name);

    /// <summary>One port: <c>443 (https)</c>.</summary>
    public static string Port(JsonElement port) => string.Create(
        CultureInfo.InvariantCulture,
        $"{port.Number("port")}{(port.Text("protocol") is null or "TCP" ? string.Empty : $"/{port.Text("protocol")}")}"
        + $"{(port.Text("name") is { Length: > 0 } name ? $" ({name})" : string.Empty)}");

    /// <summary>One port of a container: <c>9443 (webhook)</c>.</summary>
    public static string ContainerPort(JsonElement port) => string.Create(
        CultureInfo.InvariantCulture, $"{port.Number("containerPort")}{(port.Text("name") is { Length: > 0 } name ? $" ({name})" : string.Empty)}");

    /// <summary>Labels as a selector is typed: <c>a=b,c=d</c>.</summary>
    public static string Selector(ServiceView service) => LabelMatch.Text(service.Selector) ?? "none";
}
