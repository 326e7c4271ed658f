namespace KubectlWebhookCert.Cluster.Probing;

/// <summary>What a server of TLS 1.2 says, byte by byte.</summary>
internal static class ServerBytes
{
    public static byte[] Record(byte type, params byte[] content) =>
        [type, 3, 3, (byte)(content.Length >> 8), (byte)content.Length, .. content];

    public static byte[] Message(byte type, params byte[] body) =>
        [type, (byte)(body.Length >> 16), (byte)(body.Length >> 8), (byte)body.Length, .. body];

    public static byte[] Hello(byte minorVersion = 3, byte[]? endOfRandom = null) =>
        Message(2, [3, minorVersion, .. new byte[24], .. endOfRandom ?? new byte[8], 0, 0xC0, 0x2F, 0]);

    public static byte[] Certificates(params byte[][] chain)
    {
        byte[] all = [.. chain.SelectMany(each => (byte[])[.. Long(each.Length), .. each])];
        return Message(11, [.. Long(all.Length), .. all]);
    }

    public static byte[] HelloDone() => Message(14);

    public static byte[] Alert(byte level, byte description) => Record(21, level, description);

    private static byte[] Long(int number) => [(byte)(number >> 16), (byte)(number >> 8), (byte)number];
}
