using System.Text.Json;

namespace KubectlWebhookCert.Commands.Tests;

/// <summary><c>rotate -f --dry-run=client</c> as a user sees it, over the bundled incidents.</summary>
public sealed class RotateFilesTests
{
    private const string S1 = "examples/s1-service-renamed/before.yaml";
    private const string S3 = "examples/s3-shared-and-expired/before.yaml";

    [Theory]
    [InlineData(S1, "vwc/spark-operator-webhook", "san-mismatch")]
    [InlineData(S3, "mwc/spark-webhook-config", "leaf-expired")]
    public async Task What_it_would_write_heals_what_validate_found(string file, string target, string code)
    {
        var before = Repository.PathOf(file);
        Assert.Contains(code, (await PluginRun.Of(["validate", target, "-f", before, "-o", "name"])).Out, StringComparison.Ordinal);

        var planned = await PluginRun.Of(["rotate", target, "-f", before, "--dry-run=client", "-o", "yaml"]);

        Assert.Equal(0, planned.ExitCode);
        Assert.DoesNotContain("PRIVATE KEY", planned.Out, StringComparison.Ordinal);
        var after = Path.GetTempFileName();
        try
        {
            await File.WriteAllTextAsync(after, planned.Out, TestContext.Current.CancellationToken);
            var judged = await PluginRun.Of(["validate", target, "-f", before, "-f", after, "-o", "name"]);
            Assert.DoesNotContain(code, judged.Out, StringComparison.Ordinal);
            Assert.DoesNotContain("ca-mismatch", judged.Out, StringComparison.Ordinal);
            Assert.DoesNotContain("key-", judged.Out, StringComparison.Ordinal);
        }
        finally
        {
            File.Delete(after);
        }
    }

    [Fact]
    public async Task The_objects_come_as_a_list_with_private_keys_left_out()
    {
        var objects = await PluginRun.Of(["rotate", "vwc/spark-operator-webhook", "-f", Repository.PathOf(S1), "--dry-run=client", "-o", "json"]);
        using var list = JsonDocument.Parse(objects.Out);
        Assert.Equal("List", list.RootElement.GetProperty("kind").GetString());
        Assert.Contains(" bytes long", DataOf(list.RootElement), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_plan_says_what_takes_the_place_of_what()
    {
        var run = await PluginRun.Of(["rotate", "vwc/spark-operator-webhook", "-f", Repository.PathOf(S1), "--dry-run=client"]);

        Assert.Equal((0, string.Empty), (run.ExitCode, run.Error));
        Assert.Contains("Owner:             Spark Operator 2.x (strategy spark-operator-2)\n", run.Out, StringComparison.Ordinal);
        Assert.Contains("Names:             spark-operator-webhook.default.svc, spark-operator-webhook-svc.default.svc", run.Out, StringComparison.Ordinal);
        Assert.Contains("STEP   WRITES   WHAT\n1      yes      write the new certificate into Secret default/spark-operator-webhook-certs\n", run.Out, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("error: files cannot be rotated\nhint: add --dry-run=client -o yaml for how they would be in the end\n", "rotate", "x", "-f", S1)]
    [InlineData("error: rotate needs the webhook whose certificate it is to replace\nhint: kubectl webhook-cert inspect, for those there are\n", "rotate")]
    [InlineData("error: invalid value \"md5\" for --key-algorithm\nhint: use one of: rsa-2048, rsa-3072, rsa-4096, ecdsa-p256, ecdsa-p384\n", "rotate", "x", "--key-algorithm", "md5")]
    [InlineData("error: invalid value \"maybe\" for --dry-run\nhint: use one of: none, server, client\n", "rotate", "x", "--dry-run=maybe")]
    [InlineData("error: invalid value \"sometimes\" for --restart\nhint: use one of: auto, always, never\n", "rotate", "x", "--restart", "sometimes")]
    [InlineData("error: invalid duration \"soon\" for --settle\nhint: write a number with its unit: 5s, 90m, 365d\n", "rotate", "x", "--settle", "soon")]
    [InlineData("error: invalid duration \"0s\" for --timeout\nhint: write a number with its unit: 5s, 90m, 365d\n", "restore", "x", "--timeout", "0s")]
    public async Task A_value_that_makes_no_sense_is_refused_before_anything_is_opened(string expected, params string[] arguments)
    {
        var run = await PluginRun.Of([.. arguments.Select(argument => argument == S1 ? Repository.PathOf(S1) : argument)]);

        Assert.Equal((1, string.Empty, expected), (run.ExitCode, run.Out, run.Error));
    }

    private static string DataOf(JsonElement list) => string.Join('\n', list.GetProperty("items").EnumerateArray()
        .Where(item => item.GetProperty("kind").GetString() == "Secret")
        .SelectMany(item => item.GetProperty("data").EnumerateObject())
        .Select(entry => System.Text.Encoding.UTF8.GetString(entry.Value.GetBytesFromBase64())));
}
