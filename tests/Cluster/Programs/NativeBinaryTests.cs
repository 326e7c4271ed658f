namespace KubectlWebhookCert.Tests.Cluster;

public sealed class NativeBinaryTests : IDisposable
{
    private readonly PrivateFolder folder = new();

    [Fact]
    public void A_missing_binary_says_how_to_make_it()
    {
        var missing = Assert.Throws<FileNotFoundException>(() => NativeBinary.Find(null, folder.Root));

        Assert.EndsWith("run: make build", missing.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_environment_goes_before_the_checkout()
    {
        var named = folder.Write("named", "");
        Directory.CreateDirectory(folder.PathOf("out"));
        var built = folder.Write("out/kubectl-webhook_cert", "");

        Assert.Equal(named, NativeBinary.Find(named, folder.Root));
        Assert.Equal(built, NativeBinary.Find("", folder.Root));
    }

    [Fact]
    public async Task A_program_gets_its_input_and_only_the_environment_that_it_is_given()
    {
        var call = new ProgramCall("sh", "-c", "cat; echo \"$GIVEN${HOME-none}\" >&2; exit 3")
        {
            InheritsEnvironment = false,
            Environment = new Dictionary<string, string> { ["GIVEN"] = "given" },
            Input = "input",
        };

        Assert.Equal(new ProgramResult(3, "input", "givennone\n"), await call.RunAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_program_that_does_not_end_is_killed_and_told_of()
    {
        var call = new ProgramCall("sh", "-c", "echo begun; sleep 60") { Timeout = TimeSpan.FromSeconds(1) };

        var late = await Assert.ThrowsAsync<TimeoutException>(() => call.RunAsync(TestContext.Current.CancellationToken));

        Assert.Contains("begun", late.Message, StringComparison.Ordinal);
    }

    public void Dispose() => folder.Dispose();
}
