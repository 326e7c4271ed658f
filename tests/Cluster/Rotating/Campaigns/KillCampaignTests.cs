namespace KubectlWebhookCert.Tests.Cluster;

/// <summary>
/// `rotate` is killed at every write, before the API server has it and after, and ends well: half of the points here, every write with one
/// end before and the other after it; all of them by `make campaign`.
/// </summary>
[Collection(nameof(UndisturbedTests))]
public sealed class KillCampaignTests(SharedCluster shared) : ClusterTest(shared)
{
    private static CampaignSettings Settings => CampaignSettings.Read();

    public static TheoryData<string> Cases => [.. (Settings.IsWhole ? CampaignCase.All : CampaignCase.Usual).Select(each => each.Name)];

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task A_run_killed_at_any_write_is_gone_on_with_or_taken_back_and_no_admission_fails(string name)
    {
        var campaign = new KillCampaign(ReachingLoopback(), CampaignCase.All.Single(each => each.Name == name), begun: null);
        var writes = await campaign.WritesAsync(Cancelled);

        await RunAsync(campaign, writes, Settings.IsWhole ? KillPoint.All(writes.Count) : KillPoint.Half(writes.Count));
    }

    [Fact]
    public async Task A_way_back_killed_at_any_write_is_ended_by_the_next_abort_and_no_admission_fails()
    {
        var writes = await new KillCampaign(ReachingLoopback(), CampaignCase.DirectAuthority, begun: null).WritesAsync(Cancelled);
        var stored = writes.TakeWhile(write => !RotationWrite.Secret.Is(write)).Count() + 1;
        var begun = new KillPoint(stored, IsApplied: true, IsAborted: false, LeaseIsWaitedOut: false);
        var campaign = new KillCampaign(ReachingLoopback(), CampaignCase.DirectAuthority, begun);
        var back = await campaign.WritesAsync(Cancelled);
        var points = KillPoint.Back(back.Count);

        // in `make test` each third: before one write, after the next but one
        await RunAsync(campaign, back, Settings.IsWhole ? points : [.. points.Where((_, index) => index % 3 == 0)]);
    }

    private static async Task RunAsync(KillCampaign campaign, IReadOnlyList<ProxiedWrite> writes, IReadOnlyList<KillPoint> points)
    {
        var numbered = writes.Select((write, index) => $"{index + 1} {write.Method} {write.Path}");
        TestContext.Current.TestOutputHelper?.WriteLine(string.Join('\n', numbered));
        var report = await campaign.RunAsync(writes.Count, points, Cancelled);

        await Settings.TellAsync(KillReport.Header, report.Row, Cancelled);
        NothingWrong.In(report.Wrong);
        Assert.Equal(0, report.Failed);
        Assert.All(report.Outcomes, outcome => Assert.True(outcome.Sent > 20, $"{outcome.Point}: {outcome.Sent} requests"));
    }
}
