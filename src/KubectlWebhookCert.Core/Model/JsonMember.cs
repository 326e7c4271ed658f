using System.Text.Json;

namespace KubectlWebhookCert.Core.Model;

/// <summary>One property of a JSON object.</summary>
/// <remarks>
/// A class, where the platform's own <see cref="JsonProperty"/> is a struct: generic code such as LINQ is in the native binary once for all
/// classes together, but once more for every struct.
/// </remarks>
/// <param name="name">Its name.</param>
/// <param name="value">Its value.</param>
public sealed class JsonMember(string name, JsonElement value)
{
    /// <summary>Its name.</summary>
    public string Name { get; } = name;

    /// <summary>Its value.</summary>
    public JsonElement Value { get; } = value;
}
