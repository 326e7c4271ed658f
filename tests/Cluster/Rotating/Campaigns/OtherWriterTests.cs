using System.Text.Json.Nodes;

namespace KubectlWebhookCert.Tests.Cluster;

/// <summary>Somebody else writes to what is rotated: `rotate` stops, says to what, and overwrites nothing of it.</summary>
public sealed class OtherWriterTests(SharedCluster shared) : FaultTest(shared)
{
    private readonly TestCertificates other = new("CA of somebody else");

    [Theory]
    [InlineData(1, false)]
    [InlineData(1, true)]
    [InlineData(2, false)]
    public async Task A_bundle_that_somebody_adds_to_meanwhile_is_left_as_it_is(int write, bool isAfter)
    {
        await using var stage = await StageAsync(CampaignCase.DirectAuthority);
        var written = "";
        async Task WriteAsync(ProxiedWrite _, CancellationToken ended) => written = await AddToBundleAsync(stage, ended);
        WriteFault fault = isAfter ? new WriteFault.CallAfter(WriteAsync) : new WriteFault.CallBefore(WriteAsync);
        stage.Proxy.OnNext(Nth(RotationWrite.Bundle, write), fault);

        var result = await stage.RotateAsync(Cancelled);
        await Task.Delay(TimeSpan.FromSeconds(1), Cancelled);

        AssertNotDone(result, stage.Stage.Configuration, "new.webhook-cert.test");
        Assert.Equal(written, (await stage.Campaign.ReadAsync(Cancelled)).Bundles[0]);
        NothingWrong.In(await stage.State.NotSafeAsync(Cancelled));
        await AssertUnharmedAsync(stage);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_secret_that_somebody_changes_meanwhile_is_left_as_it_is(bool isAfter)
    {
        await using var stage = await StageAsync(CampaignCase.DirectAuthority);
        var change = new Dictionary<string, string?> { ["note"] = "of somebody else" };
        Task WriteAsync(ProxiedWrite _, CancellationToken ended) => stage.Stage.WriteAsync(change, ended);
        WriteFault fault = isAfter ? new WriteFault.CallAfter(WriteAsync) : new WriteFault.CallBefore(WriteAsync);
        stage.Proxy.OnNext(RotationWrite.Secret.Is, fault);

        var result = await stage.RotateAsync(Cancelled);
        await Task.Delay(TimeSpan.FromSeconds(1), Cancelled);

        // after the write its content is the rotation's own, and nothing is written to it any more: both ends are right
        var secret = await Cluster.Admin.GetAsync(stage.Stage.Secret.Path, Cancelled);
        Assert.Equal("of somebody else", SecretData.Text(secret, "note"));
        if (!isAfter)
        {
            AssertNotDone(result, stage.Stage.Secret.Name);
            Assert.Equal(stage.Campaign.Originals.Leaf?.Sha256, stage.Stage.Secret.Read(secret)?.Sha256);
        }
        NothingWrong.In(await stage.State.NotSafeAsync(Cancelled));
        await AssertUnharmedAsync(stage);
    }

    [Fact]
    public async Task A_label_that_somebody_puts_on_the_secret_meanwhile_is_kept_and_disturbs_nothing()
    {
        await using var stage = await StageAsync(CampaignCase.DirectAuthority);
        stage.Proxy.OnNext(RotationWrite.Secret.Is, new WriteFault.CallBefore((_, ended) => Cluster.Admin.MergeAsync(
            stage.Stage.Secret.Path, """{"metadata":{"labels":{"of":"somebody-else"} } }""", ended)));

        var result = await stage.RotateAsync(Cancelled);

        await AssertDoneAsync(stage, result);
        Assert.Equal("somebody-else", Json.Text(await Cluster.Admin.GetAsync(stage.Stage.Secret.Path, Cancelled), "metadata.labels.of"));
        await AssertUnharmedAsync(stage);
    }

    [Fact]
    public async Task What_somebody_has_changed_is_left_by_an_abort_too()
    {
        await using var stage = await StageAsync(CampaignCase.DirectAuthority);
        var written = "";
        stage.Proxy.OnNext(
            Nth(RotationWrite.Bundle, 2), new WriteFault.CallBefore(async (_, ended) => written = await AddToBundleAsync(stage, ended)));
        var stopped = await stage.RotateAsync(Cancelled);

        await stage.AbortAsync(Cancelled);
        await Task.Delay(TimeSpan.FromSeconds(1), Cancelled);

        AssertNotDone(stopped);
        Assert.Equal(written, (await stage.Campaign.ReadAsync(Cancelled)).Bundles[0]);
        NothingWrong.In(await stage.State.NotSafeAsync(Cancelled));
        await AssertUnharmedAsync(stage);
    }

    public override async ValueTask DisposeAsync()
    {
        other.Dispose();
        await base.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    /// <summary>To that of the first webhook, as people do; returns it.</summary>
    private async Task<string> AddToBundleAsync(DisturbedStage stage, CancellationToken cancellationToken)
    {
        var path = stage.Stage.Trusting.Path;
        var configuration = await Cluster.Admin.GetAsync(path, cancellationToken);
        var client = Json.At(configuration, "webhooks.0.clientConfig") as JsonObject ?? [];
        var added = SecretData.Encoded(SecretData.Decoded((string?)client["caBundle"] ?? "") + other.Pem);
        client["caBundle"] = added;
        await Cluster.Admin.ReplaceAsync(path, configuration.ToJsonString(), cancellationToken);
        return added;
    }

    private static Func<ProxiedWrite, bool> Nth(RotationWrite kind, int ordinal)
    {
        var seen = 0;
        return write => kind.Is(write) && ++seen == ordinal;
    }
}
