using System.Text;

namespace KubectlWebhookCert.Tests.Oracle;

/// <summary>A PEM block of the CA bundle, or of another text.</summary>
/// <param name="Certificate">What is in it, if it is one of the scenario's.</param>
internal sealed record BundleBlock(CertificateSpec? Certificate)
{
    /// <summary>What is in it otherwise.</summary>
    public byte[] Bytes { get; init; } = [];

    public string Label { get; init; } = "CERTIFICATE";

    /// <summary>Headers, and the empty line after them.</summary>
    public string Headers { get; init; } = "";

    /// <summary>Text before it.</summary>
    public string Before { get; init; } = "";

    public int LineLength { get; init; } = 64;

    /// <summary>The block as text, around this content.</summary>
    public string Write(byte[] content)
    {
        var text = new StringBuilder(Before).Append("-----BEGIN ").Append(Label).Append("-----\n").Append(Headers);
        foreach (var line in Convert.ToBase64String(content).Chunk(LineLength))
        {
            text.Append(line).Append('\n');
        }

        return text.Append("-----END ").Append(Label).Append("-----\n").ToString();
    }
}
