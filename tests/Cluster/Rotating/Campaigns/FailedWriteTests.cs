using System.Net;

namespace KubectlWebhookCert.Tests.Cluster;

/// <summary>One write of each kind fails once, or may have failed: the rotation goes on, and its end is right.</summary>
public sealed class FailedWriteTests(SharedCluster shared) : FaultTest(shared)
{
    [Theory]
    [InlineData(HttpStatusCode.Conflict)] // of a quota, say: nothing of that name is there
    [InlineData(HttpStatusCode.TooManyRequests)]
    [InlineData(HttpStatusCode.InternalServerError)]
    [InlineData(HttpStatusCode.ServiceUnavailable)]
    public Task A_write_that_is_refused_once_is_done_again(HttpStatusCode status) =>
        EachWriteAsync(new WriteFault.Answer(status) { RetryAfterSeconds = status == HttpStatusCode.TooManyRequests ? 1 : null });

    [Fact]
    public Task A_connection_cut_before_a_write_loses_nothing() => EachWriteAsync(new WriteFault.CutBefore());

    [Fact]
    public Task A_connection_cut_after_a_write_does_nothing_twice() => EachWriteAsync(new WriteFault.CutAfter());

    [Fact]
    public async Task An_api_server_that_takes_a_second_for_each_write_is_waited_for()
    {
        await using var stage = await StageAsync(CampaignCase.DirectAuthority);
        stage.Proxy.OnEvery(_ => true, new WriteFault.Delay(TimeSpan.FromSeconds(1)));

        var result = await stage.RotateAsync(Cancelled);

        await AssertDoneAsync(stage, result);
        await AssertUnharmedAsync(stage);
    }

    [Theory]
    [InlineData(HttpStatusCode.Conflict)]
    [InlineData(HttpStatusCode.ServiceUnavailable)]
    public async Task A_secret_that_cert_controller_reads_is_written_after_a_refusal(HttpStatusCode status)
    {
        await using var stage = await StageAsync(CampaignCase.CertController);
        stage.Proxy.OnNext(RotationWrite.Secret.Is, new WriteFault.Answer(status));
        stage.Proxy.OnNext(RotationWrite.Secret.Is, new WriteFault.CutAfter());

        var result = await stage.RotateAsync(Cancelled);

        await AssertDoneAsync(stage, result);
        await AssertUnharmedAsync(stage);
    }

    [Fact]
    public async Task An_event_that_cannot_be_written_is_warned_of()
    {
        await using var stage = await StageAsync(CampaignCase.DirectAuthority);
        stage.Proxy.OnEvery(RotationWrite.Event.Is, new WriteFault.Answer(HttpStatusCode.ServiceUnavailable));

        var result = await stage.RotateAsync(Cancelled);

        await AssertDoneAsync(stage, result);
        Assert.Contains("warning: ", result.Error, StringComparison.Ordinal);
    }

    private Task EachWriteAsync(WriteFault fault) => EachAsync(
        CampaignCase.DirectAuthority,
        [.. RotationWrite.OfDirect().Select(write => (write.Name, write))],
        async (stage, write, ended) =>
        {
            var isMet = false;
            stage.Proxy.OnNext(
                one => write.Is(one) && (isMet = true), fault);
            var result = await stage.RotateAsync(ended);
            return isMet ? await stage.NotDoneAsync(result, ended) : ["there was no such write"];
        });
}
