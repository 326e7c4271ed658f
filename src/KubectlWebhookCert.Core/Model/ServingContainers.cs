using System.Text.Json;

namespace KubectlWebhookCert.Core.Model;

/// <summary>Which containers of a pod may own the port that a Service's port leads to.</summary>
internal static class ServingContainers
{
    /// <summary>The containers that declare the target port; all of them where none does, since declaring it is optional.</summary>
    public static IReadOnlyList<JsonElement> Of(JsonElement podSpec, JsonElement? servicePort)
    {
        JsonElement[] all = [.. podSpec.Items("containers")];
        var number = servicePort?.Number("targetPort") ?? (servicePort?.At("targetPort") is null ? servicePort?.Number("port") : null);
        var name = servicePort?.Text("targetPort");
        JsonElement[] owners =
        [
            .. all.Where(container => container.Items("ports").Any(port =>
                (number is not null && port.Number("containerPort") == number) || (name is not null && port.Text("name") == name))),
        ];
        return owners.Length > 0 ? owners : all;
    }
}
