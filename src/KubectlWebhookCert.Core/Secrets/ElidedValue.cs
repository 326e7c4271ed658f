using System.Globalization;
using System.Text;

namespace KubectlWebhookCert.Core.Secrets;

/// <summary>A value whose bytes were left out: what was there is not known, and that it cannot be read says nothing.</summary>
/// <remarks>Source: github.com/openshift/oc, <c>oc adm inspect</c> and must-gather, which write Secrets that way.</remarks>
public static class ElidedValue
{
    private const string Ending = " bytes long";

    /// <summary>What stands for a value.</summary>
    /// <param name="length">Its length, bytes.</param>
    public static byte[] Of(int length) => Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{length}{Ending}"));

    /// <summary>Whether a value was left out.</summary>
    /// <param name="bytes">The value.</param>
    public static bool Is(ReadOnlySpan<byte> bytes) =>
        bytes.Length > Ending.Length
        && Encoding.ASCII.GetString(bytes[^Ending.Length..]) == Ending
        && bytes[..^Ending.Length].IndexOfAnyExceptInRange((byte)'0', (byte)'9') < 0;
}
