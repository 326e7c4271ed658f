namespace KubectlWebhookCert.X509.Names;

/// <summary>One attribute of a distinguished name (RFC 5280 §4.1.2.4).</summary>
/// <param name="Oid">Its type, dotted.</param>
/// <param name="Value">Its text; what is no text, which only Go from 1.27 on reads, as <c>#</c> and the DER encoding in hex (RFC 4514 §2.4).</param>
/// <param name="IsText">Whether it is text.</param>
public sealed record NamePart(string Oid, string Value, bool IsText)
{
    /// <summary>The octets of a TeletexString, which older Go takes for UTF-8; else empty.</summary>
    internal ReadOnlyMemory<byte> Teletex { get; init; }
}
