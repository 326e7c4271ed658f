using System.Runtime.InteropServices;

namespace KubectlWebhookCert.Commands;

/// <summary>The terminal that standard output may be.</summary>
internal static partial class Terminal
{
    private const int StandardOutput = 1;
    private const nuint GetWindowSize = 0x5413; // TIOCGWINSZ of Linux on x64 and arm64

    /// <summary>Columns, or null where standard output is no terminal or does not know.</summary>
    public static int? Width()
    {
        if (Console.IsOutputRedirected)
        {
            return null;
        }

        var width = OperatingSystem.IsLinux() ? AskKernel() : AskRuntime();
        return width > 0 ? width : null;
    }

    // On Unix the runtime would first write escape sequences that prepare the terminal for reading keys.
    private static int AskKernel() => Control(StandardOutput, GetWindowSize, out var size) == 0 ? size.Columns : 0;

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
