namespace KubectlWebhookCert.Tests.Cluster;

/// <summary>The clock of the machine that the command runs on is wrong: certificates are valid by the API server's.</summary>
public sealed class WrongClockTests(SharedCluster shared) : FaultTest(shared)
{
    private const string Library = "/usr/lib/x86_64-linux-gnu/faketime/libfaketimeMT.so.1";

    [Theory]
    [InlineData("+10m")]
    [InlineData("-10m")]
    public async Task A_clock_ten_minutes_off_fails_no_admission(string offset)
    {
        await using var stage = await StageAsync(CampaignCase.DirectAuthority);
        var call = stage.Call();
        var environment = new Dictionary<string, string>(call.Environment)
        {
            ["LD_PRELOAD"] = Library,
            ["FAKETIME"] = offset,
            ["FAKETIME_DONT_FAKE_MONOTONIC"] = "1",
        };

        var result = await DisturbedStage.RunAsync(call with { Environment = environment }, Cancelled);

        await AssertDoneAsync(stage, result);
        var leaf = (await stage.Campaign.ReadAsync(Cancelled)).Leaf?.Leaf;
        Assert.NotNull(leaf);
        Assert.True(leaf.NotBefore < DateTime.Now, "valid from a time that has not come yet");
        await AssertUnharmedAsync(stage);
    }

    [Fact]
    public async Task The_shifted_clock_is_one()
    {
        var call = new ProgramCall("date", "+%s")
        {
            Environment = new Dictionary<string, string> { ["LD_PRELOAD"] = Library, ["FAKETIME"] = "+10m" },
        };

        var seconds = long.Parse((await call.RunAsync(Cancelled)).Output, System.Globalization.CultureInfo.InvariantCulture);

        Assert.InRange(seconds - DateTimeOffset.UtcNow.ToUnixTimeSeconds(), 590, 610);
    }
}
