using System.Globalization;

namespace KubectlWebhookCert.X509.Tests.Fuzzing;

/// <summary>
/// Whatever bytes come, only the documented exceptions come out, and memory stays in proportion to the input. `make fuzz` runs the
/// same for longer: FUZZ_CASES inputs for each target, from FUZZ_SEED.
/// </summary>
public sealed class FuzzTests(ITestOutputHelper output)
{
    private const int UsualCases = 10_000;
    private const long SomeMemory = 4 << 20;
    private const long MemoryPerOctet = 4096;

    public static TheoryData<string> Targets => [.. FuzzTarget.All.Select(target => target.Name)];

    [Theory]
    [MemberData(nameof(Targets))]
    public void Only_documented_exceptions_come_out(string name)
    {
        var target = FuzzTarget.Find(name);
        var cases = Read("FUZZ_CASES", UsualCases);
        var seed = (ulong)Read("FUZZ_SEED", 1);
        var taken = 0;
        for (var number = 0; number < cases; number++)
        {
            var input = Damage.Make(target.Originals, seed, number);
            taken += Run(target, input, $"{name}, seed {seed}, number {number}") ? 1 : 0;
        }

        output.WriteLine(FormattableString.Invariant($"{name}: {cases} inputs from seed {seed}, {taken} taken"));

        // Nothing is shown where everything is thrown out at the door, or nothing is.
        Assert.InRange(taken, 1, cases - 1);
    }

    private static bool Run(FuzzTarget target, byte[] input, string where)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        try
        {
            var taken = target.Run(input);
            var allocated = GC.GetAllocatedBytesForCurrentThread() - before;
            Assert.True(allocated < SomeMemory + (input.Length * MemoryPerOctet), $"{where}: {allocated} bytes allocated for {input.Length}");
            return taken;
        }
        catch (Exception exception) when (exception is not Xunit.Sdk.IAssertionException)
        {
            throw new InvalidOperationException($"{where}: {Convert.ToHexString(input)}", exception);
        }
    }

    private static int Read(string variable, int usual) =>
        int.TryParse(Environment.GetEnvironmentVariable(variable), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : usual;
}
