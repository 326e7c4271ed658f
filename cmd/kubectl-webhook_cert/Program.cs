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
    Terminal.Width());
return await App.RunAsync(args, environment);
