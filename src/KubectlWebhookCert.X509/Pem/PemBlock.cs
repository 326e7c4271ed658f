using System.Collections.Immutable;

namespace KubectlWebhookCert.X509.Pem;

/// <summary>A PEM block that can be read.</summary>
/// <param name="Label">What stands after BEGIN, for example <c>CERTIFICATE</c>.</param>
/// <param name="Headers">In order; of lines with the same name the last one counts and is the only one here.</param>
/// <param name="Bytes">What the base64 text holds. May be a private key: never print it.</param>
/// <param name="Ordinal">Which BEGIN of the text it is, from 1, the unreadable ones counted.</param>
/// <param name="Offset">Where its BEGIN line starts, in bytes from the start of the text.</param>
public sealed record PemBlock(
    string Label,
    ImmutableArray<PemHeader> Headers,
    ReadOnlyMemory<byte> Bytes,
    int Ordinal,
    int Offset)
{
    /// <summary>Whether the label is one that Go's TLS takes for a private key: <c>PRIVATE KEY</c> alone or after a blank.</summary>
    public bool IsPrivateKey => Label == "PRIVATE KEY" || Label.EndsWith(" PRIVATE KEY", StringComparison.Ordinal);

    /// <summary>The value of a header, or null.</summary>
    /// <param name="name">Exactly as written.</param>
    public string? Header(string name)
    {
        foreach (var header in Headers)
        {
            if (header.Name == name)
            {
                return header.Value;
            }
        }

        return null;
    }

    /// <summary>Where it is and what it says it is; nothing of what it holds.</summary>
    public override string ToString() => $"block {Ordinal} at offset {Offset}: {PemLabel.Describe(Label)}";
}
