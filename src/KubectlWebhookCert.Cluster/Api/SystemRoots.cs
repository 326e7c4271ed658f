using System.Runtime.InteropServices;

namespace KubectlWebhookCert.Cluster.Api;

/// <summary>
/// Keeps the runtime on Linux from reading every root certificate of the system (about 140 files, 60 to 80 ms of CPU)
/// at its first TLS handshake, which it does even where a CA of our own is all that counts.
/// </summary>
/// <remarks>
/// It asks OpenSSL for the directory and file, and OpenSSL asks the C library's environment, not the runtime's copy of it.
/// So the variables are set there, and only there: child processes are given the runtime's copy, and an exec plugin
/// still finds the roots it may need. It must happen before the first handshake, and holds for the process.
/// </remarks>
internal static class SystemRoots
{
    /// <summary>Called before the first handshake of a connection that does not use them.</summary>
    public static void LeaveOut()
    {
        if (!OperatingSystem.IsLinux())
        {
            return;
        }

        try
        {
            // makes the runtime take its copy now, before the change
            Environment.SetEnvironmentVariable("SSL_CERT_DIR", Environment.GetEnvironmentVariable("SSL_CERT_DIR"));
            _ = NativeMethods.SetVariable("SSL_CERT_DIR\0"u8.ToArray(), "\0"u8.ToArray(), 1);
            _ = NativeMethods.SetVariable("SSL_CERT_FILE\0"u8.ToArray(), "\0"u8.ToArray(), 1);
        }
        catch (Exception exception) when (exception is DllNotFoundException or EntryPointNotFoundException)
        {
            // an unusual C library: the handshake works all the same, only slower
        }
    }

    private static class NativeMethods
    {
        [DllImport("libc", EntryPoint = "setenv", ExactSpelling = true)]
        [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
        public static extern int SetVariable(byte[] name, byte[] value, int overwrite);
    }
}
