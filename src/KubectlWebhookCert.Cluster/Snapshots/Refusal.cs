using KubectlWebhookCert.Cluster.Api;
using KubectlWebhookCert.Core.Model;
using KubectlWebhookCert.Core.Patching;

namespace KubectlWebhookCert.Cluster.Snapshots;

/// <summary>What an API server says no with.</summary>
/// <remarks>Source: k8s.io/apimachinery/pkg/api/errors.</remarks>
internal static class Refusal
{
    public static ApiStatusException NotFound(ResourceType type, string name) => new(404, "NotFound", $"{type.QualifiedPlural} \"{name}\" not found");

    public static ApiStatusException AlreadyExists(ResourceType type, string name) =>
        new(409, "AlreadyExists", $"{type.QualifiedPlural} \"{name}\" already exists");

    public static ApiStatusException Modified(ResourceType type, string name) =>
        Conflict(type, name, "the object has been modified; please apply your changes to the latest version and try again");

    public static ApiStatusException Conflict(ResourceType type, string name, string why) =>
        new(409, "Conflict", $"Operation cannot be fulfilled on {type.QualifiedPlural} \"{name}\": {why}");

    public static ApiStatusException Invalid(ResourceType type, string name, string why) =>
        new(422, "Invalid", $"{(type.Group.Length == 0 ? type.Kind : $"{type.Kind}.{type.Group}")} \"{name}\" is invalid: {why}");

    public static ApiStatusException BadRequest(string why) => new(400, "BadRequest", why);

    public static ApiStatusException Of(PatchException failure) => failure.Failure == PatchFailure.Malformed
        ? new ApiStatusException(400, "BadRequest", $"error decoding patch: {failure.Message}", null, failure)
        : new ApiStatusException(422, "Invalid", $"the server rejected our request due to an error in our request: {failure.Message}", null, failure);
}
