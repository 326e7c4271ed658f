using KubectlWebhookCert.Core.Served;

namespace KubectlWebhookCert.Cluster.Probing.Tls;

/// <summary>
/// The client's side of a handshake in TLS 1.2 or older, as far as the server says who it is; up to there it speaks in the clear, so its
/// certificates come as they are and nobody has to like them.
/// </summary>
internal sealed class ClearHandshake
{
    private const byte AlertRecord = 21;
    private const byte HandshakeRecord = 22;
    private const byte FatalAlert = 2;

    private readonly ServerFlight flight = new();
    private readonly MessageBuffer messages = new();

    /// <summary>Whether the server speaks TLS, and none of the versions that it was offered.</summary>
    public bool IsTooOld { get; private set; }

    /// <summary>Says hello and listens. Leaves the stream open and the handshake unfinished.</summary>
    /// <param name="stream">To the server.</param>
    /// <param name="serverName">What is asked for.</param>
    /// <param name="limit">When it has taken long enough: what has come until then is the answer.</param>
    /// <exception cref="IOException">The connection broke before a certificate came.</exception>
    public async Task<ProbeAnswer> AskAsync(Stream stream, string serverName, CancellationToken limit)
    {
        var records = new RecordReader(stream);
        try
        {
            await stream.WriteAsync(ClientHello.Create(serverName), limit);
            await stream.FlushAsync(limit);
            while (await records.NextAsync(limit) is var (type, content))
            {
                if (Take(type, content.Span) is { } answer)
                {
                    return answer;
                }
            }

            return flight.Presented ?? (ProbeAnswer)Unreachable(
                records.IsSilent ? "it closes the connection at once" : "it closes the connection in the middle of the handshake");
        }
        catch (OperationCanceledException)
        {
            return flight.Presented ?? (ProbeAnswer)Unreachable(
                records.IsSilent ? "it accepts the connection and says nothing" : "it falls silent in the middle of the handshake");
        }
        catch (InvalidDataException)
        {
            return flight.Presented ?? (ProbeAnswer)new ProbeAnswer.NotTls(NotTls(records.Beginning.Span));
        }
        catch (IOException) when (flight.Presented is { } presented)
        {
            return presented;
        }
    }

    private static ProbeAnswer.Unreachable Unreachable(string why) => new ProbeAnswer.Unreachable(why);

    private static string NotTls(ReadOnlySpan<byte> beginning) =>
        beginning.StartsWith("HTTP/"u8) ? "plain HTTP"
        : beginning.StartsWith("SSH-"u8) ? "an SSH banner"
        : beginning is [>= 20 and <= 24, 3, ..] ? "something that begins like TLS and is not"
        : "something that is not TLS";

    private ProbeAnswer? Take(byte type, ReadOnlySpan<byte> content)
    {
        switch (type)
        {
            case HandshakeRecord:
                messages.Add(content);
                while (!flight.IsDone && messages.Next() is var (kind, body))
                {
                    flight.Add(kind, body);
                }

                return !flight.IsDone ? null : flight.Presented ?? (ProbeAnswer)new ProbeAnswer.NotTls("TLS without a certificate");
            case AlertRecord:
                return TakeAlert(content);
            default:
                throw new InvalidDataException("a record that has no place here");
        }
    }

    private ProbeAnswer? TakeAlert(ReadOnlySpan<byte> alert)
    {
        if (alert is not [var level, var description])
        {
            throw new InvalidDataException("no alert");
        }

        // a warning, such as that it does not know the name, does not end it; one that it closes does
        if (level != FatalAlert && description != 0)
        {
            return null;
        }

        IsTooOld = description == AlertName.ProtocolVersion;
        return flight.Presented ?? (ProbeAnswer)new ProbeAnswer.TlsRefused(AlertName.Of(description));
    }
}
