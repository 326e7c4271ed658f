using KubectlWebhookCert.Tests.Oracle;

[assembly: AssemblyFixture(typeof(OracleSession))]

namespace KubectlWebhookCert.Tests.Oracle;

/// <summary>The oracles and the keys of this run, started and made once.</summary>
public sealed class OracleSession : IAsyncLifetime
{
    private List<OracleProcess> oracles = [];
    private KeyPool? keys;

    /// <summary>The oldest Go first.</summary>
    internal IReadOnlyList<OracleProcess> Oracles => oracles;

    internal OracleProcess Newest => oracles[^1];

    internal OracleSettings Settings { get; } = OracleSettings.Read();

    internal CaseGenerator NewGenerator(ulong seed) => new(keys!, seed);

    public async ValueTask InitializeAsync()
    {
        keys = KeyPool.Make();
        foreach (var program in await OraclePrograms.FindAsync(CancellationToken.None))
        {
            oracles.Add(await OracleProcess.StartAsync(program));
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var oracle in oracles)
        {
            await oracle.DisposeAsync();
        }

        oracles = [];
        keys?.Dispose();
    }

    /// <summary>The oldest Go, the newest, and one of the others in turn; or all.</summary>
    internal IReadOnlyList<OracleProcess> Asked(int index) => Settings.EveryVersion || oracles.Count < 4
        ? oracles
        : [oracles[0], oracles[1 + (index % (oracles.Count - 2))], oracles[^1]];
}
