using System.Text;
using KubectlWebhookCert.Commands;

StandardStreams.Secure();

// No byte order mark, line feeds only: the same bytes on every system, as kubectl writes them.
var encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
using var input = new StreamReader(StandardStreams.OpenInput(), encoding);
using var output = new StreamWriter(StandardStreams.OpenOutput(), encoding, bufferSize: 16384) { NewLine = "\n" };
using var error = new StreamWriter(StandardStreams.OpenError(), encoding) { NewLine = "\n", AutoFlush = true };

var environment = new AppEnvironment(
    output,
    error,
    input,
    TimeProvider.System,
    Environment.GetEnvironmentVariable,
    StandardStreams.TerminalWidth())
{
    IsTerminal = !Console.IsInputRedirected && !Console.IsErrorRedirected,
};
try
{
    return await App.RunAsync(args, environment, CancellationToken.None);
}
catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
{
    return 1; // standard error is gone, too: there is nobody to tell
}
