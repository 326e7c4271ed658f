using System.Text;
using System.Text.Json;

namespace KubectlWebhookCert.Tests.Oracle;

/// <summary>One question to both verifiers.</summary>
/// <param name="Seed">It comes from.</param>
/// <param name="Index">Which of the seed's cases.</param>
/// <param name="Planted">Names of the defects in it.</param>
/// <param name="Bundle">The CA bundle, any bytes.</param>
/// <param name="Chain">What the server sends.</param>
/// <param name="ServerName">The name to verify.</param>
/// <param name="At">The instant to judge at.</param>
internal sealed record OracleCase(
    ulong Seed, int Index, IReadOnlyList<string> Planted, byte[] Bundle, IReadOnlyList<byte[]> Chain, string ServerName, DateTimeOffset At)
{
    /// <summary>The oracle's question, one line.</summary>
    public string ToJson(string operation = "verify", int count = 0)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteString("op", operation);
            json.WriteString("name", ServerName);
            json.WriteNumber("at", At.ToUnixTimeSeconds());
            json.WriteNumber("count", count);
            json.WriteBase64String("bundle", Bundle);
            json.WriteStartArray("chain");
            foreach (var der in Chain)
            {
                json.WriteBase64StringValue(der);
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.ToArray());
    }

    /// <summary>Reads a question again, as a disagreement's report shows it.</summary>
    public static OracleCase FromJson(string line)
    {
        using var document = JsonDocument.Parse(line);
        var root = document.RootElement;
        return new OracleCase(
            0,
            0,
            ["replayed"],
            root.GetProperty("bundle").GetBytesFromBase64(),
            [.. root.GetProperty("chain").EnumerateArray().Select(der => der.GetBytesFromBase64())],
            root.GetProperty("name").GetString()!,
            DateTimeOffset.FromUnixTimeSeconds(root.GetProperty("at").GetInt64()));
    }
}
