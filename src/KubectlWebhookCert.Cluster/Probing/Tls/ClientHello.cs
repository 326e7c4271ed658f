using System.Buffers.Binary;
using System.Net;
using System.Security.Cryptography;
using System.Text;

namespace KubectlWebhookCert.Cluster.Probing.Tls;

/// <summary>The first message of a client that speaks TLS 1.2 and older, in one record.</summary>
/// <remarks>Source: RFC 5246 §7.4.1.2; IANA, "TLS Parameters" and "TLS ExtensionType Values".</remarks>
internal static class ClientHello
{
    /// <summary>From the best to what only an old server wants: what it is worth is judged by others, what it presents is wanted here.</summary>
    private static readonly ushort[] CipherSuites =
    [
        0xC02B, 0xC02F, 0xC02C, 0xC030, // ECDHE with ECDSA or RSA, AES in GCM
        0xCCA9, 0xCCA8, // ECDHE, ChaCha20
        0xC023, 0xC027, 0xC024, 0xC028, 0xC009, 0xC013, 0xC00A, 0xC014, // ECDHE, AES in CBC
        0x009E, 0x009F, 0xCCAA, 0x0067, 0x006B, 0x0033, 0x0039, // DHE with RSA
        0x009C, 0x009D, 0x003C, 0x003D, 0x002F, 0x0035, // RSA, AES
        0xC012, 0x0016, 0x000A, // triple DES
        0x00FF, // not a suite: secure renegotiation is understood (RFC 5746)
    ];

    /// <summary>X25519, P-256, P-384, P-521, P-224.</summary>
    private static readonly ushort[] Groups = [0x001D, 0x0017, 0x0018, 0x0019, 0x0015];

    private static readonly ushort[] Signatures =
    [
        0x0403, 0x0503, 0x0603, // ECDSA
        0x0807, 0x0808, // Ed25519, Ed448
        0x0804, 0x0805, 0x0806, 0x0809, 0x080A, 0x080B, // RSA-PSS
        0x0401, 0x0501, 0x0601, // RSA
        0x0303, 0x0301, 0x0203, 0x0201, 0x0202, // with SHA-224 and SHA-1
    ];

    /// <summary>Makes one.</summary>
    /// <param name="serverName">What is asked for; an IP address is not sent (RFC 6066 §3).</param>
    public static byte[] Create(string serverName)
    {
        byte[] body =
        [
            3, 3, // TLS 1.2
            .. RandomNumberGenerator.GetBytes(32),
            0, // no session
            .. Sized(Numbers(CipherSuites)),
            1, 0, // no compression
            .. Sized(Extensions(serverName)),
        ];
        byte[] message = [1, 0, .. Sized(body)];
        return [22, 3, 1, .. Sized(message)];
    }

    private static byte[] Extensions(string serverName) =>
    [
        .. ServerName(serverName.TrimEnd('.')),
        .. Extension(23, []), // extended master secret
        .. Extension(10, Sized(Numbers(Groups))),
        .. Extension(11, [1, 0]), // points uncompressed
        .. Extension(13, Sized(Numbers(Signatures))),
        .. Extension(16, Sized([2, .. "h2"u8, 8, .. "http/1.1"u8])), // the API server asks for one of them
    ];

    private static byte[] ServerName(string name) =>
        name.Length is 0 or > 255 || !Ascii.IsValid(name) || IPAddress.TryParse(name, out _)
            ? []
            : Extension(0, Sized([0, .. Sized(Encoding.ASCII.GetBytes(name))]));

    private static byte[] Extension(ushort type, byte[] content) => [(byte)(type >> 8), (byte)type, .. Sized(content)];

    /// <summary>With its length in two bytes before it.</summary>
    private static byte[] Sized(byte[] content) => [(byte)(content.Length >> 8), (byte)content.Length, .. content];

    private static byte[] Numbers(ushort[] numbers)
    {
        var bytes = new byte[numbers.Length * 2];
        for (var place = 0; place < numbers.Length; place++)
        {
            BinaryPrimitives.WriteUInt16BigEndian(bytes.AsSpan(place * 2), numbers[place]);
        }

        return bytes;
    }
}
