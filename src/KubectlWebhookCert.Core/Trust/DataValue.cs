using System.Text;
using KubectlWebhookCert.Core.Model;

namespace KubectlWebhookCert.Core.Trust;

/// <summary>One value of a ConfigMap or a Secret.</summary>
/// <param name="Key">The key it lies under.</param>
/// <param name="Bytes">The value; what should be base64 and is not stays as it is.</param>
internal sealed record DataValue(string Key, ReadOnlyMemory<byte> Bytes)
{
    /// <summary>Every value, once for each key: <c>binaryData</c> of a ConfigMap or <c>stringData</c> of a Secret, then <c>data</c>.</summary>
    public static IEnumerable<DataValue> Of(KubernetesObject resource)
    {
        var isSecret = resource.Is(ResourceTypes.Secret);
        return Read(resource, isSecret ? "stringData" : "binaryData", !isSecret)
            .Concat(Read(resource, "data", isSecret))
            .DistinctBy(value => value.Key);
    }

    private static IEnumerable<DataValue> Read(KubernetesObject resource, string field, bool isBase64) =>
        from member in resource.Json.Properties(field)
        let text = member.Value.Text() ?? string.Empty
        select new DataValue(member.Name, isBase64 ? FromBase64(text) : Encoding.UTF8.GetBytes(text));

    private static ReadOnlyMemory<byte> FromBase64(string text)
    {
        var buffer = new byte[(text.Length / 4 * 3) + 3];
        return Convert.TryFromBase64String(text, buffer, out var length) ? buffer.AsMemory(0, length) : Encoding.UTF8.GetBytes(text);
    }
}
