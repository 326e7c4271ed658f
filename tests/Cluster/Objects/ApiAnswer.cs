using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace KubectlWebhookCert.Tests.Cluster;

/// <summary>What the API server answered, success or not.</summary>
public sealed record ApiAnswer(HttpStatusCode Status, string Text)
{
    /// <summary>What the API server, or a webhook through it, says to who sent the request.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];

    public bool IsSuccess => (int)Status is >= 200 and < 300;

    /// <summary>The answer as an object; an empty one when it is none.</summary>
    public JsonObject Body
    {
        get
        {
            try
            {
                return JsonNode.Parse(Text) as JsonObject ?? [];
            }
            catch (JsonException)
            {
                return [];
            }
        }
    }

    /// <summary>`message` of a Status, or the bare text.</summary>
    public string Message => (string?)Body["message"] ?? Text;
}
