using System.Globalization;
using KubectlWebhookCert.Tests.Benchmark;

using var interrupted = new CancellationTokenSource();
Console.CancelKeyPress += (_, pressed) =>
{
    pressed.Cancel = true;
    interrupted.Cancel();
};

return args switch
{
    ["serve"] => await Playground.ServeAsync(interrupted.Token),
    ["measure", var runs] => await Comparison.RunAsync(int.Parse(runs, CultureInfo.InvariantCulture), interrupted.Token),
    ["verify", var seconds] => await VerifierComparison.RunAsync(double.Parse(seconds, CultureInfo.InvariantCulture), interrupted.Token),
    _ => Usage(),
};

static int Usage()
{
    Console.Error.WriteLine("usage: Benchmark serve | measure RUNS | verify SECONDS");
    return 1;
}
