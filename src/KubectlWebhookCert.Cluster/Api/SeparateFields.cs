using System.Net.Http.Headers;
using System.Text;

namespace KubectlWebhookCert.Cluster.Api;

/// <summary>
/// Writes each value of a header in a field of its own. The platform would join them by commas, which RFC 9110 §5.3 calls the same; to the
/// API server two groups to act as would then be one, with a comma in its name.
/// </summary>
/// <remarks>
/// The values travel to the point where the header becomes bytes as one, between separators that cannot be in any of them; there each separator
/// becomes the end of the field and the beginning of the next. Over HTTP/1.1 only: HTTP/2 has no such bytes.
/// </remarks>
/// <param name="name">The header's name.</param>
internal sealed class SeparateFields(string name) : Encoding
{
    /// <summary>Between values: ASCII's unit separator, which no value of an impersonation may hold.</summary>
    public const char Separator = '\u001f';

    private readonly string next = $"\r\n{name}: ";

    /// <summary>Whether some header has several values.</summary>
    /// <param name="headers">Of a request.</param>
    public static bool AreIn(HttpRequestHeaders headers)
    {
        foreach (var (_, values) in headers.NonValidated)
        {
            if (values.ToString().Contains(Separator, StringComparison.Ordinal))
            {
                return true;
            }
        }

        return false;
    }

    /// <inheritdoc/>
    public override int GetByteCount(char[] chars, int index, int count) => UTF8.GetByteCount(Fields(chars, index, count));

    /// <inheritdoc/>
    public override int GetBytes(char[] chars, int charIndex, int charCount, byte[] bytes, int byteIndex) =>
        UTF8.GetBytes(Fields(chars, charIndex, charCount), bytes.AsSpan(byteIndex));

    /// <inheritdoc/>
    public override int GetCharCount(byte[] bytes, int index, int count) => UTF8.GetCharCount(bytes, index, count);

    /// <inheritdoc/>
    public override int GetChars(byte[] bytes, int byteIndex, int byteCount, char[] chars, int charIndex) =>
        UTF8.GetChars(bytes, byteIndex, byteCount, chars, charIndex);

    /// <inheritdoc/>
    public override int GetMaxByteCount(int charCount) => UTF8.GetMaxByteCount(charCount) * next.Length;

    /// <inheritdoc/>
    public override int GetMaxCharCount(int byteCount) => UTF8.GetMaxCharCount(byteCount);

    private string Fields(char[] chars, int index, int count) =>
        new string(chars, index, count).Replace(Separator.ToString(), next, StringComparison.Ordinal);
}
