using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace KubectlWebhookCert.Commands;

/// <summary>The standard streams and the terminal that they may be.</summary>
/// <remarks>
/// On Unix the runtime's Console prepares the terminal for reading keys before it does anything else, with escape sequences
/// that end up in what a user copies or records. Nobody reads keys here: terminals and pipes are used as they are. A regular
/// file is the Console's: a FileStream would write at a position of its own, over what others write to the same descriptor.
/// </remarks>
internal static partial class StandardStreams
{
    private const int OutputDescriptor = 1;
    private const nuint GetWindowSize = 0x5413; // TIOCGWINSZ of Linux on x64 and arm64

    private static readonly SafeFileHandle Input = new(0, ownsHandle: false);
    private static readonly SafeFileHandle Output = new(OutputDescriptor, ownsHandle: false);
    private static readonly SafeFileHandle Error = new(2, ownsHandle: false);

    /// <summary>Standard input, unbuffered.</summary>
    public static Stream OpenInput() => Open(Console.OpenStandardInput, Input, FileAccess.Read);

    /// <summary>Standard output, unbuffered.</summary>
    public static Stream OpenOutput() => Open(Console.OpenStandardOutput, Output, FileAccess.Write);

    /// <summary>Standard error, unbuffered.</summary>
    public static Stream OpenError() => Open(Console.OpenStandardError, Error, FileAccess.Write);

    /// <summary>Columns of the terminal that standard output is, or null where it is none or does not know.</summary>
    public static int? TerminalWidth()
    {
        if (Console.IsOutputRedirected)
        {
            return null;
        }

        var width = OperatingSystem.IsLinux() ? AskKernel() : AskRuntime();
        return width > 0 ? width : null;
    }

    private static Stream Open(Func<Stream> console, SafeFileHandle descriptor, FileAccess access)
    {
        try
        {
            if (!OperatingSystem.IsWindows() && new FileStream(descriptor, access, bufferSize: 0) is { CanSeek: false } stream)
            {
                return stream;
            }

            return console();
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return Stream.Null; // closed from the start (`>&-`): whoever started this wants nothing of it
        }
    }

    private static int AskKernel() => Control(OutputDescriptor, GetWindowSize, out var size) == 0 ? size.Columns : 0;

    private static int AskRuntime()
    {
        try
        {
            return Console.WindowWidth;
        }
        catch (IOException)
        {
            return 0;
        }
    }

    [LibraryImport("libc", EntryPoint = "ioctl")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Control(int descriptor, nuint request, out WindowSize size);

    // struct winsize of ioctl_tty(2)
    [StructLayout(LayoutKind.Sequential)]
    private readonly struct WindowSize
    {
        private readonly ushort rows;
        private readonly ushort columns;
        private readonly ushort widthInPixels;
        private readonly ushort heightInPixels;

        public int Columns => columns;
    }
}
