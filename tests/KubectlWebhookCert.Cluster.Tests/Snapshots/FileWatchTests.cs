using KubectlWebhookCert.Cluster.Gathering;
using KubectlWebhookCert.Cluster.Snapshots;
using KubectlWebhookCert.Cluster.Tests.Watching;
using KubectlWebhookCert.Core.Errors;
using KubectlWebhookCert.Core.Model;

namespace KubectlWebhookCert.Cluster.Tests.Snapshots;

public sealed class FileWatchTests : IDisposable
{
    private const string Manifest = """{"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"web"}}""";

    private readonly SnapshotFolder folder = new();

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    private SnapshotOptions Options => new([folder.Path], false, "default") { Clock = new FastClock() };

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("written")]
    [InlineData("touched")]
    [InlineData("added")]
    [InlineData("deleted")]
    [InlineData("link")]
    public async Task Notices_a_change(string change)
    {
        var file = folder.Write("a.yaml", Manifest);
        var other = folder.Write("b.yaml", Manifest);
        Directory.CreateSymbolicLink(Path.Combine(folder.Path, "..data"), Directory.CreateDirectory(Path.Combine(folder.Path, "one")).FullName);
        folder.Write("one/c.json", Manifest);
        folder.Write("two/c.json", Manifest + "\n");
        File.CreateSymbolicLink(Path.Combine(folder.Path, "c.json"), "..data/c.json");
        var watch = FileWatch.Begin(Options);
        var changed = watch.WaitForChangeAsync(Cancelled);
        await UnchangedAsync(changed);

        switch (change)
        {
            case "written":
                await File.WriteAllTextAsync(file, Manifest + "\n", Cancelled);
                break;
            case "touched":
                File.SetLastWriteTimeUtc(file, DateTime.UnixEpoch);
                break;
            case "added":
                folder.Write("c.yaml", Manifest);
                break;
            case "deleted":
                File.Delete(other);
                break;
            default: // as the kubelet does with a ConfigMap
                File.Delete(Path.Combine(folder.Path, "..data"));
                Directory.CreateSymbolicLink(Path.Combine(folder.Path, "..data"), Path.Combine(folder.Path, "two"));
                break;
        }

        await SoonAsync(changed);
        await UnchangedAsync(watch.WaitForChangeAsync(Cancelled));
    }

    [Fact]
    public async Task Notices_what_changed_before_the_wait_began()
    {
        var file = folder.Write("a.yaml", Manifest);
        var cluster = await SnapshotLoader.LoadAsync(Options, TextReader.Null, Cancelled);

        await File.WriteAllTextAsync(file, Manifest + "\n", Cancelled);

        await SoonAsync(cluster.WaitForChangeAsync(Nothing, Cancelled));
    }

    [Fact]
    public async Task Waits_for_a_file_that_is_not_there_yet()
    {
        var options = Options with { Paths = [Path.Combine(folder.Path, "later.yaml")] };
        var changed = FileWatch.Begin(options).WaitForChangeAsync(Cancelled);
        await UnchangedAsync(changed);

        folder.Write("later.yaml", Manifest);

        await SoonAsync(changed);
    }

    [Theory]
    [InlineData("-")]
    [InlineData("/dev/stdin")]
    [InlineData("/dev/fd/63")]
    public void Standard_input_cannot_be_watched(string path)
    {
        var error = Assert.Throws<UsageException>(() => FileWatch.Begin(Options with { Paths = [folder.Path, path] }));

        Assert.Equal("error: standard input cannot be watched", error.FirstLine);
        Assert.NotNull(error.Hint);
    }

    [Fact]
    public async Task A_cluster_out_of_standard_input_cannot_be_watched()
    {
        var cluster = await SnapshotFolder.LoadAsync(Manifest);

        await Assert.ThrowsAsync<UsageException>(() => cluster.WaitForChangeAsync(Nothing, Cancelled));
    }

    [Fact]
    public async Task Stops_when_cancelled()
    {
        folder.Write("a.yaml", Manifest);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Cancelled);
        var changed = FileWatch.Begin(Options).WaitForChangeAsync(stop.Token);

        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => changed);
    }

    private static Reading Nothing => new(new ClusterSnapshot([], []), []);

    private static Task SoonAsync(Task changed) => changed.WaitAsync(TimeSpan.FromSeconds(30), Cancelled);

    private static async Task UnchangedAsync(Task changed) =>
        Assert.NotSame(changed, await Task.WhenAny(changed, Task.Delay(TimeSpan.FromMilliseconds(100), Cancelled)));
}
