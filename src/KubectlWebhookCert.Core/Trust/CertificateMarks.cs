using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using KubectlWebhookCert.Core.Model;

namespace KubectlWebhookCert.Core.Trust;

/// <summary>Tells whether a ConfigMap or a Secret holds a certificate by the text of its JSON: most of a cluster's hold none, and are not read.</summary>
internal static class CertificateMarks
{
    private const string Mark = "BEGIN CERTIFICATE";

    private static readonly ValueList<string> Fields = ["data", "binaryData", "stringData"];
    private static readonly ValueList<byte[]> Texts = [Encoding.ASCII.GetBytes(Mark), InBase64(0), InBase64(1), InBase64(2)];

    /// <summary>Whether one is in the object's data.</summary>
    /// <param name="json">The object.</param>
    public static bool AreIn(JsonElement json)
    {
        foreach (var field in Fields)
        {
            if (json.At(field) is { } data && AreIn(JsonMarshal.GetRawUtf8Value(data)))
            {
                return true;
            }
        }

        return false;
    }

    private static bool AreIn(ReadOnlySpan<byte> json)
    {
        foreach (var text in Texts)
        {
            if (json.IndexOf(text) >= 0)
            {
                return true;
            }
        }

        return false;
    }

    // three bytes make four characters: those that the bytes before and behind have no part in
    private static byte[] InBase64(int offset)
    {
        var encoded = Convert.ToBase64String(Encoding.ASCII.GetBytes(new string('-', offset) + Mark));
        var first = ((offset * 8) + 5) / 6;
        var end = (offset + Mark.Length) * 8 / 6;
        return Encoding.ASCII.GetBytes(encoded[first..end]);
    }
}
