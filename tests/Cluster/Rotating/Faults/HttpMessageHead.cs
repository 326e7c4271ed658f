using System.Globalization;
using System.Text;

namespace KubectlWebhookCert.Tests.Cluster;

/// <summary>Start line and fields of a message, with the very bytes that they came in, so that they can be passed on untouched.</summary>
internal sealed class HttpMessageHead
{
    private readonly string[] lines;

    /// <param name="bytes">Up to and with the empty line.</param>
    public HttpMessageHead(ReadOnlyMemory<byte> bytes)
    {
        Bytes = bytes;
        lines = Encoding.ASCII.GetString(bytes.Span).TrimEnd().Split("\r\n");
    }

    public ReadOnlyMemory<byte> Bytes { get; }

    /// <summary>`GET /api HTTP/1.1` or `HTTP/1.1 200 OK`.</summary>
    public IReadOnlyList<string> StartLine => lines[0].Split(' ');

    /// <summary>Of an answer.</summary>
    public int Status => int.Parse(StartLine[1], NumberStyles.None, CultureInfo.InvariantCulture);

    /// <summary>Whether the sender ends the connection after this message.</summary>
    public bool IsLast => string.Equals(Field("Connection"), "close", StringComparison.OrdinalIgnoreCase);

    public BodyFraming RequestFraming => Framing ?? new BodyFraming.Sized(0);

    private BodyFraming? Framing
    {
        get
        {
            if (Field("Transfer-Encoding") is not null)
            {
                return new BodyFraming.Chunked();
            }
            return Field("Content-Length") is { } length
                ? new BodyFraming.Sized(long.Parse(length, NumberStyles.None, CultureInfo.InvariantCulture))
                : null;
        }
    }

    /// <summary>Null: there is no such field.</summary>
    public string? Field(string name) => lines
        .Skip(1)
        .Where(line => line.StartsWith(name + ":", StringComparison.OrdinalIgnoreCase))
        .Select(line => line[(name.Length + 1)..].Trim())
        .FirstOrDefault();

    /// <summary>Of the answer to a request with this method.</summary>
    public BodyFraming AnswerFraming(string method) => method == "HEAD" || Status is 204 or 304 or (>= 100 and < 200)
        ? new BodyFraming.Sized(0)
        : Framing ?? new BodyFraming.UntilTheEnd();
}
