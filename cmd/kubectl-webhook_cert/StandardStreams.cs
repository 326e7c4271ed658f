using System.Runtime.InteropServices;

namespace KubectlWebhookCert.Commands;

/// <summary>The standard streams, unbuffered, and the terminal that they may be.</summary>
internal static partial class StandardStreams
{
    private const int InputDescriptor = 0;
    private const int OutputDescriptor = 1;
    private const int ErrorDescriptor = 2;
    private const int GetDescriptorFlags = 1; // F_GETFD
    private const int ReadAndWrite = 2; // O_RDWR
    private const nuint GetWindowSize = 0x5413; // TIOCGWINSZ of Linux on x64 and arm64

    /// <summary>
    /// Gives what a caller has closed (<c>&gt;&amp;-</c>) to the null device, as Go's runtime does. Else the next file or connection that is opened
    /// takes its number, and the output goes there.
    /// </summary>
    /// <remarks>To be called before anything is opened.</remarks>
    public static void Secure()
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        for (var descriptor = InputDescriptor; descriptor <= ErrorDescriptor; descriptor++)
        {
            if (DescriptorFlags(descriptor, GetDescriptorFlags) < 0)
            {
                // the lowest number that is free is this one; it stays open to the end
                _ = OpenFile("/dev/null", ReadAndWrite);
            }
        }
    }

    /// <summary>Standard input.</summary>
    public static Stream OpenInput() => OperatingSystem.IsWindows() ? Console.OpenStandardInput() : new DescriptorStream(InputDescriptor);

    /// <summary>Standard output.</summary>
    public static Stream OpenOutput() => OperatingSystem.IsWindows() ? Console.OpenStandardOutput() : new DescriptorStream(OutputDescriptor);

    /// <summary>Standard error.</summary>
    public static Stream OpenError() => OperatingSystem.IsWindows() ? Console.OpenStandardError() : new DescriptorStream(ErrorDescriptor);

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

    [LibraryImport("libc", EntryPoint = "fcntl")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int DescriptorFlags(int descriptor, int command);

    [LibraryImport("libc", EntryPoint = "open", StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int OpenFile(string path, int flags);

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
