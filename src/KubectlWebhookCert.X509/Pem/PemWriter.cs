using System.Buffers.Text;
using System.Text;

namespace KubectlWebhookCert.X509.Pem;

/// <summary>PEM as RFC 7468 §3 writes it: lines of 64 characters, LF at their ends. Leaves no copy of the bytes behind: they may be a private key.</summary>
public static class PemWriter
{
    private const int OctetsInLine = 48;

    /// <summary>One block.</summary>
    /// <param name="label">For example <c>CERTIFICATE</c>.</param>
    /// <param name="bytes">What it holds.</param>
    public static byte[] Write(string label, ReadOnlySpan<byte> bytes)
    {
        ArgumentNullException.ThrowIfNull(label);
        var begin = Encoding.ASCII.GetBytes($"-----BEGIN {label}-----\n");
        var end = Encoding.ASCII.GetBytes($"-----END {label}-----\n");
        var lines = (bytes.Length + OctetsInLine - 1) / OctetsInLine;
        var text = new byte[begin.Length + Base64.GetMaxEncodedToUtf8Length(bytes.Length) + lines + end.Length];
        begin.CopyTo(text.AsSpan());
        var rest = text.AsSpan(begin.Length);
        for (; !bytes.IsEmpty; bytes = bytes[Math.Min(OctetsInLine, bytes.Length)..])
        {
            Base64.EncodeToUtf8(bytes[..Math.Min(OctetsInLine, bytes.Length)], rest, out _, out var written);
            rest[written] = (byte)'\n';
            rest = rest[(written + 1)..];
        }

        end.CopyTo(rest);
        return text;
    }
}
