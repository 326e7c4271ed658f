using KubectlWebhookCert.Core;
using KubectlWebhookCert.Core.Served;
using KubectlWebhookCert.X509;

namespace KubectlWebhookCert.Cluster.Probing.Tls;

/// <summary>What a server says of itself in the clear, up to ServerHelloDone.</summary>
/// <remarks>Source: RFC 5246 §7.4.</remarks>
internal sealed class ServerFlight
{
    private const byte Hello = 2;
    private const byte Certificates = 11;
    private const byte CertificateRequest = 13;
    private const byte HelloDone = 14;

    private ValueList<PresentedCertificate>? chain;
    private bool asksClientCertificate;
    private string? protocol;

    /// <summary>Whether it waits for the client now: there is nothing more to learn.</summary>
    public bool IsDone { get; private set; }

    /// <summary>How a server that speaks TLS 1.3 marks that it uses an older one (RFC 8446 §4.1.3), but for the last byte.</summary>
    private static ReadOnlySpan<byte> Downgrade => "DOWNGRD"u8;

    /// <summary>What it presented, as far as it came; null where no certificate did.</summary>
    public ProbeAnswer.Presented? Presented => chain is { Count: > 0 } ? Describe(chain, protocol ?? "TLS", asksClientCertificate) : null;

    /// <summary>The answer for a chain.</summary>
    /// <param name="raw">As it came.</param>
    /// <param name="protocol">As <see cref="ProbeAnswer.Presented"/> names it.</param>
    /// <param name="asksClientCertificate">Whether a certificate of the client is wanted.</param>
    public static ProbeAnswer.Presented Describe(ValueList<PresentedCertificate> raw, string protocol, bool asksClientCertificate) =>
        new(raw.Select(Parse).OfType<Certificate>().ToValueList(), raw, protocol, asksClientCertificate);

    /// <summary>Takes one message.</summary>
    /// <param name="type">Its type.</param>
    /// <param name="body">What follows its length.</param>
    /// <exception cref="InvalidDataException">It is no message of TLS.</exception>
    public void Add(byte type, ReadOnlySpan<byte> body)
    {
        switch (type)
        {
            case Hello:
                protocol = ReadProtocol(body);
                break;
            case Certificates:
                chain = ReadChain(body);
                break;
            case CertificateRequest:
                asksClientCertificate = true;
                break;
            case HelloDone:
                IsDone = true;
                break;
            default:
                break;
        }
    }

    private static string ReadProtocol(ReadOnlySpan<byte> hello)
    {
        var cursor = new ByteCursor(hello);
        var version = cursor.Number();
        var random = cursor.Take(32);
        return random[24..31].SequenceEqual(Downgrade) && random[31] == 1 ? "TLS 1.3" : version switch
        {
            0x0303 => "TLS 1.2",
            0x0302 => "TLS 1.1",
            0x0301 => "TLS 1.0",
            0x0300 => "SSL 3.0",
            _ => throw new InvalidDataException("a version that it was not offered"),
        };
    }

    private static ValueList<PresentedCertificate> ReadChain(ReadOnlySpan<byte> message)
    {
        var outer = new ByteCursor(message);
        var certificates = new ByteCursor(outer.Take(outer.LongNumber()));
        var chain = new List<PresentedCertificate>();
        while (!certificates.IsAtEnd)
        {
            chain.Add(new PresentedCertificate(certificates.Take(certificates.LongNumber()).ToArray()));
        }

        return chain.ToValueList();
    }

    private static Certificate? Parse(PresentedCertificate presented)
    {
        try
        {
            return Certificate.Parse(presented.Der);
        }
        catch (DerFormatException)
        {
            return null;
        }
    }
}
