using System.Text.Json.Nodes;

namespace KubectlWebhookCert.Tests.Cluster;

/// <summary>Answers to the reviews that an API server posts.</summary>
internal static class ReviewAnswer
{
    /// <summary>Null: not a review of v1.</summary>
    /// <param name="review">What was posted.</param>
    /// <param name="behaviour">What to do with it.</param>
    /// <param name="ordinal">1: the first review of its connection.</param>
    public static JsonNode? To(JsonNode? review, WebhookBehaviour behaviour, int ordinal) =>
        ((string?)review?["apiVersion"], (string?)review?["kind"]) switch
        {
            ("admission.k8s.io/v1", "AdmissionReview") => Answer(review, Admission(behaviour, ordinal)),
            ("apiextensions.k8s.io/v1", "ConversionReview") => Answer(review, Conversion(review?["request"])),
            _ => null,
        };

    private static JsonObject Answer(JsonNode? review, JsonObject response)
    {
        response["uid"] = (string?)review?["request"]?["uid"];
        return new JsonObject
        {
            ["apiVersion"] = (string?)review?["apiVersion"],
            ["kind"] = (string?)review?["kind"],
            ["response"] = response,
        };
    }

    private static JsonObject Admission(WebhookBehaviour behaviour, int ordinal) => behaviour switch
    {
        WebhookBehaviour.Deny deny => new JsonObject { ["allowed"] = false, ["status"] = new JsonObject { ["message"] = deny.Message } },
        WebhookBehaviour.Tell => new JsonObject { ["allowed"] = true, ["warnings"] = new JsonArray(WebhookBehaviour.Tell.Warning(ordinal)) },
        _ => new JsonObject { ["allowed"] = true },
    };

    // The two versions differ in nothing but their name.
    private static JsonObject Conversion(JsonNode? request)
    {
        var converted = new JsonArray();
        foreach (var item in request?["objects"]?.AsArray() ?? [])
        {
            if (item?.DeepClone() is { } copy)
            {
                copy["apiVersion"] = (string?)request?["desiredAPIVersion"];
                converted.Add(copy);
            }
        }
        return new JsonObject { ["convertedObjects"] = converted, ["result"] = new JsonObject { ["status"] = "Success" } };
    }
}
