namespace KubectlWebhookCert.Tests.Cluster;

/// <summary>`rotate` talks to one API server; the other one sees what it writes by itself, and calls the webhook no less.</summary>
public sealed class RotateSeveralServersTests(SharedCluster shared) : RotateTest(shared)
{
    private const int AlsoPerSecond = 20; // beside the full rate at the other one: two processors serve it all

    private static readonly TimeSpan?[] TwoKubelets = [TimeSpan.FromSeconds(0.4), TimeSpan.FromSeconds(1.2)];

    private readonly TestCertificates authority = new("webhook CA");

    [Fact]
    public async Task No_request_to_either_api_server_fails()
    {
        var control = ReachingLoopback();
        await using var other = await control.AnotherServerAsync(Cancelled);
        await using var stage = await PlainStage.MakeAsync(control, Make, authority, hasAuthorityKey: true, TwoKubelets, Cancelled);
        var before = await StateAsync(stage);

        await using var load = await LoadAsync(other.Admin, stage.Namespace);
        await using var direct = await AdmissionLoad.StartAsync(Cluster.Admin, stage.Namespace, AlsoPerSecond, Cancelled);
        await PauseAsync(0.5);
        var result = await RotateAsync(stage.Configuration, "--ca");
        await PauseAsync(1);

        AssertDone((result, await StopAsync(load)));
        AssertNoneFailed(await direct.StopAsync());
        await AssertServedAnewAsync(stage, before);
        Assert.NotEqual(before.Bundle, (await StateAsync(stage)).Bundle);
        await AssertSoundAsync(stage.Configuration);
        await AssertNothingUnderWayAsync(stage);
    }

    public override async ValueTask DisposeAsync()
    {
        authority.Dispose();
        await base.DisposeAsync();
        GC.SuppressFinalize(this);
    }
}
