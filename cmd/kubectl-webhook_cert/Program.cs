using System.Text;
using KubectlWebhookCert.Commands;

// No byte order mark, line feeds only: the same bytes on every system, as kubectl writes them.
using var output = new StreamWriter(Console.OpenStandardOutput(), new UTF8Encoding(false), bufferSize: 16384) { NewLine = "\n" };
using var error = new StreamWriter(Console.OpenStandardError(), new UTF8Encoding(false)) { NewLine = "\n", AutoFlush = true };

var environment = new AppEnvironment(
    output,
    error,
    Console.In,
    TimeProvider.System,
    Environment.GetEnvironmentVariable,
    TerminalWidth());
return await App.RunAsync(args, environment);

static int? TerminalWidth()
{
    if (Console.IsOutputRedirected)
    {
        return null;
    }

    try
    {
        return Console.WindowWidth is var width and > 0 ? width : null;
    }
    catch (IOException)
    {
        return null; // a terminal that does not know its size
    }
}
