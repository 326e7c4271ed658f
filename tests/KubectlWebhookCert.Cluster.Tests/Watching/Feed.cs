using System.Text;
using System.Threading.Channels;

namespace KubectlWebhookCert.Cluster.Tests.Watching;

/// <summary>The body of a watch's answer, written by the test while it is read.</summary>
internal sealed class Feed : Stream
{
    private readonly Channel<byte[]> chunks = Channel.CreateUnbounded<byte[]>();
    private readonly TaskCompletionSource disposed = new();
    private ReadOnlyMemory<byte> rest;

    /// <summary>Completes when the reader has let go of it.</summary>
    public Task Disposed => disposed.Task;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    public Feed Send(string text)
    {
        chunks.Writer.TryWrite(Encoding.UTF8.GetBytes(text));
        return this;
    }

    /// <summary>Ends it, as a server does or, with an exception, a broken connection.</summary>
    public Feed End(Exception? broken = null)
    {
        chunks.Writer.TryComplete(broken);
        return this;
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (rest.IsEmpty)
        {
            if (!await chunks.Reader.WaitToReadAsync(cancellationToken))
            {
                return 0;
            }

            rest = await chunks.Reader.ReadAsync(cancellationToken);
        }

        var length = Math.Min(rest.Length, buffer.Length);
        rest[..length].CopyTo(buffer);
        rest = rest[length..];
        return length;
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        disposed.TrySetResult();
        base.Dispose(disposing);
    }
}
