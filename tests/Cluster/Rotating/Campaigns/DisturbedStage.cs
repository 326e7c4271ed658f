namespace KubectlWebhookCert.Tests.Cluster;

/// <summary>What is rotated while admission requests are sent to it, with a proxy between the command and the API server.</summary>
internal sealed class DisturbedStage : IAsyncDisposable
{
    private const int PerSecond = 10; // of either kind of connection: several stages share the machine

    private readonly ControlPlane control;
    private readonly CampaignCase kind;
    private readonly ObjectMaker make;
    private CampaignStage? campaign;
    private AdmissionLoad? load;

    private DisturbedStage(ControlPlane control, CampaignCase kind)
    {
        this.control = control;
        this.kind = kind;
        make = new ObjectMaker(control.Admin);
        Proxy = new FaultProxy(control);
    }

    public FaultProxy Proxy { get; }

    public CampaignStage Campaign => campaign ?? throw new InvalidOperationException("not made yet");

    public RotatingStage Stage => Campaign.Stage;

    public EndState State => new(Campaign, kind.ReplacesAuthority);

    private AdmissionLoad Load => load ?? throw new InvalidOperationException("not made yet");

    /// <summary>Made, and sent requests to.</summary>
    public static async Task<DisturbedStage> MakeAsync(ControlPlane control, CampaignCase kind, CancellationToken cancellationToken)
    {
        var made = new DisturbedStage(control, kind);
        try
        {
            made.campaign = await kind.MakeStageAsync(control, made.make, cancellationToken);
            made.load = await made.Stage.LoadAsync(PerSecond, cancellationToken);
            return made;
        }
        catch
        {
            await made.DisposeAsync();
            throw;
        }
    }

    /// <summary>A run of the command through the proxy, to be changed before it is run.</summary>
    public ProgramCall Call(params IReadOnlyList<string> flags) =>
        RotateCall.Make(Proxy.Kubeconfig, Stage.Configuration, [.. kind.Flags, .. flags]);

    /// <summary>The same that takes back.</summary>
    public ProgramCall AbortCall() => RotateCall.Make(Proxy.Kubeconfig, Stage.Configuration, "--abort");

    /// <summary>The command through the proxy.</summary>
    public Task<ProgramResult> RotateAsync(CancellationToken cancellationToken, params IReadOnlyList<string> flags) =>
        RunAsync(Call(flags), cancellationToken);

    /// <summary>The command that takes back, through the proxy.</summary>
    public Task<ProgramResult> AbortAsync(CancellationToken cancellationToken) =>
        RunAsync(AbortCall(), cancellationToken);

    public static async Task<ProgramResult> RunAsync(ProgramCall call, CancellationToken cancellationToken)
    {
        var result = await call.RunAsync(cancellationToken);
        Assert.DoesNotContain("PRIVATE KEY-----", result.Output + result.Error, StringComparison.Ordinal);
        return result;
    }

    /// <summary>Takes the lease of a killed run away, as if its time had come.</summary>
    public Task EndLeaseAsync(CancellationToken cancellationToken) =>
        control.Admin.SendAsync(HttpMethod.Delete, Campaign.LeasePath, null, cancellationToken);

    /// <summary>What is not as it has to be when a rotation has ended well; nothing: all is well.</summary>
    public async Task<IReadOnlyList<string>> NotDoneAsync(ProgramResult result, CancellationToken cancellationToken) =>
        Ended(result, [.. await State.NotRotatedAsync(cancellationToken), .. await State.LeftOverAsync(cancellationToken)]);

    /// <summary>What is not as it has to be when a rotation was taken back; nothing: all is well.</summary>
    public async Task<IReadOnlyList<string>> NotTakenBackAsync(ProgramResult result, CancellationToken cancellationToken) =>
        Ended(result, [.. await State.NotOriginalAsync(cancellationToken), .. await State.LeftOverAsync(cancellationToken)]);

    /// <summary>Ends the requests.</summary>
    public Task<LoadResult> StopAsync() => Load.StopAsync();

    /// <summary>Ends the requests; what is wrong with what became of them; nothing: all is well.</summary>
    public async Task<IReadOnlyList<string>> HarmedAsync()
    {
        var result = await StopAsync();
        var isOfBothKinds = result.New.Sent + result.Kept.Sent >= 20 && result.New.Reached == result.New.OnNewConnection;
        return result.Failed == 0 && isOfBothKinds ? [] : [result.ToString()];
    }

    public async ValueTask DisposeAsync()
    {
        if (load is not null)
        {
            await load.DisposeAsync();
        }
        if (campaign is not null)
        {
            await campaign.DisposeAsync();
        }
        await make.DisposeAsync();
        await Proxy.DisposeAsync();
    }

    private static string[] Ended(ProgramResult result, string[] wrong) =>
        result.ExitCode == 0 ? wrong : [$"exit {result.ExitCode}: {result.Error.ReplaceLineEndings(" | ")}", .. wrong];
}
