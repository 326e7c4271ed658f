using System.Text;

namespace KubectlWebhookCert.Core.Model;

/// <summary>From the base64 text of a <c>caBundle</c> to what is in it. Throws on no input.</summary>
internal static class CaBundleReader
{
    public static CaBundle Read(string base64)
    {
        if (base64.Length == 0)
        {
            return new CaBundle(ReadOnlyMemory<byte>.Empty, [], []);
        }

        var buffer = new byte[(base64.Length / 4 * 3) + 3];
        if (!Convert.TryFromBase64String(base64, buffer, out var length))
        {
            // what stands there instead is kept, so that the bundle does not count as unset
            return new CaBundle(Encoding.UTF8.GetBytes(base64), [], ["caBundle is not base64"]);
        }

        return CaBundle.Read(buffer.AsMemory(0, length));
    }
}
