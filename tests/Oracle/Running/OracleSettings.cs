using System.Globalization;

namespace KubectlWebhookCert.Tests.Oracle;

/// <summary>What the environment says about a run.</summary>
/// <param name="Cases">How many: ORACLE_CASES.</param>
/// <param name="Seed">ORACLE_SEED. Always the same unless set, so that a red run has its cause in the commit.</param>
/// <param name="EveryVersion">Asks every Go about every case: ORACLE_ALL=1.</param>
/// <param name="Replay">One case only, by index, or a file that holds its JSON: ORACLE_REPLAY.</param>
/// <param name="Report">A file for the report, since `dotnet test` shows nothing that a passing test prints: ORACLE_REPORT.</param>
internal sealed record OracleSettings(int Cases, ulong Seed, bool EveryVersion, string? Replay, string? Report)
{
    private const int UsualCases = 20_000;
    private const ulong UsualSeed = 1;

    public static OracleSettings Read() => new(
        Value("ORACLE_CASES") is { } cases ? int.Parse(cases, CultureInfo.InvariantCulture) : UsualCases,
        Value("ORACLE_SEED") is { } seed ? ulong.Parse(seed, CultureInfo.InvariantCulture) : UsualSeed,
        Value("ORACLE_ALL") == "1",
        Value("ORACLE_REPLAY"),
        Value("ORACLE_REPORT"));

    private static string? Value(string name) => Environment.GetEnvironmentVariable(name) is { Length: > 0 } value ? value : null;
}
