using System.Runtime.InteropServices;

namespace KubectlWebhookCert.Commands;

/// <summary>A file descriptor of Unix, read and written with nothing in between. Disposing it leaves the descriptor open.</summary>
/// <remarks>
/// The runtime's Console prepares the terminal for reading keys before it does anything else, with escape sequences that end up
/// in what a user copies or records; its FileStream writes to a regular file at a position of its own, over what others write to
/// the same descriptor.
/// </remarks>
/// <param name="descriptor">The descriptor.</param>
internal sealed partial class DescriptorStream(int descriptor) : Stream
{
    private const int Interrupted = 4; // EINTR

    /// <inheritdoc/>
    public override bool CanRead => true;

    /// <inheritdoc/>
    public override bool CanWrite => true;

    /// <inheritdoc/>
    public override bool CanSeek => false;

    /// <inheritdoc/>
    public override long Length => throw new NotSupportedException();

    /// <inheritdoc/>
    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <inheritdoc/>
    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    /// <inheritdoc/>
    public override int Read(Span<byte> buffer)
    {
        nint read;
        do
        {
            read = ReadDescriptor(descriptor, ref MemoryMarshal.GetReference(buffer), (nuint)buffer.Length);
        }
        while (read < 0 && IsWorthRepeating());

        return (int)read;
    }

    /// <inheritdoc/>
    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    /// <inheritdoc/>
    public override void Write(ReadOnlySpan<byte> buffer)
    {
        while (buffer.Length > 0)
        {
            var written = WriteDescriptor(descriptor, in MemoryMarshal.GetReference(buffer), (nuint)buffer.Length);
            if (written >= 0 || !IsWorthRepeating())
            {
                buffer = buffer[(int)written..];
            }
        }
    }

    /// <inheritdoc/>
    public override void Flush()
    {
        // nothing is held back
    }

    /// <inheritdoc/>
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void SetLength(long value) => throw new NotSupportedException();

    private static bool IsWorthRepeating()
    {
        var error = Marshal.GetLastPInvokeError();
        return error == Interrupted ? true : throw new IOException(Marshal.GetPInvokeErrorMessage(error), error);
    }

    [LibraryImport("libc", EntryPoint = "read", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial nint ReadDescriptor(int descriptor, ref byte buffer, nuint count);

    [LibraryImport("libc", EntryPoint = "write", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial nint WriteDescriptor(int descriptor, in byte buffer, nuint count);
}
