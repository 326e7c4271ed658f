using System.Diagnostics;
using System.Text;
using KubectlWebhookCert.Cluster.Kubeconfig;

namespace KubectlWebhookCert.Cluster.Tests.Kubeconfig;

[Collection(PluginScript.Collection)]
public sealed class FileReplacementTests : IDisposable
{
    private const string Backup = "config.webhook-cert-backup-20300115120000";

    private readonly string folder = Directory.CreateTempSubdirectory("replacement-test-").FullName;
    private readonly string config;

    public FileReplacementTests()
    {
        config = Path.Combine(folder, "config");
        File.WriteAllText(config, "the old text, which is longer");
    }

    private IEnumerable<string?> Names => Ordered([.. Directory.GetFileSystemEntries(folder).Select(Path.GetFileName)]);

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Theory]
    [InlineData(UnixFileMode.UserRead | UnixFileMode.UserWrite)]
    [InlineData(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead)]
    [InlineData(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.OtherRead)]
    public async Task The_file_is_replaced_and_its_backup_holds_the_old_bytes_both_with_its_mode(UnixFileMode mode)
    {
        SetMode(config, mode);

        var backup = await ReplaceAsync(config, "new");

        Assert.Equal(Path.Combine(folder, Backup), backup);
        Assert.Equal(["config", Backup], Names);
        Assert.Equal("new", Text(config));
        Assert.Equal("the old text, which is longer", Text(backup));
        AssertMode(mode, config);
        AssertMode(mode, backup);
    }

    [Fact]
    public async Task Every_backup_has_a_name_of_its_own()
    {
        await ReplaceAsync(config, "second", "the old text, which is longer");
        await ReplaceAsync(config, "third", "second");
        await ReplaceAsync(config, "fourth", "third");

        Assert.Equal(["config", Backup, $"{Backup}-2", $"{Backup}-3"], Names);
        Assert.Equal("second", Text(Path.Combine(folder, $"{Backup}-2")));
    }

    [Fact]
    public async Task A_link_stays_and_the_file_it_leads_to_is_replaced()
    {
        var elsewhere = Directory.CreateDirectory(Path.Combine(folder, "elsewhere")).FullName;
        var real = Path.Combine(elsewhere, "real");
        File.Move(config, real);
        File.CreateSymbolicLink(Path.Combine(folder, "between"), Path.Combine("elsewhere", "real"));
        File.CreateSymbolicLink(config, "between");

        var backup = await ReplaceAsync(config, "new");

        Assert.Equal(Path.Combine(elsewhere, "real.webhook-cert-backup-20300115120000"), backup);
        Assert.Equal("between", new FileInfo(config).LinkTarget);
        Assert.Null(new FileInfo(real).LinkTarget);
        Assert.Equal("new", Text(real));
        Assert.Equal(["between", "config", "elsewhere"], Names);
        Assert.Equal(2, Directory.GetFileSystemEntries(elsewhere).Length);
    }

    [Theory]
    [InlineData("config")]
    [InlineData("link")]
    public async Task A_lock_that_another_process_holds_is_respected(string locked)
    {
        var link = Path.Combine(folder, "link");
        File.CreateSymbolicLink(link, config);
        await File.WriteAllTextAsync(Path.Combine(folder, $"{locked}.lock"), string.Empty, TestContext.Current.CancellationToken);

        var failure = await FailureAsync(link);

        Assert.Equal($"\"{folder}/{locked}\" is locked: another process is changing it", failure.Message);
        Assert.Equal($"try again; if nobody is, remove what was left behind: rm {folder}/{locked}.lock", failure.Hint);
        Assert.Equal(Ordered("config", "link", $"{locked}.lock"), Names);
        AssertUntouched();
    }

    [Fact]
    public async Task The_file_is_locked_while_it_is_replaced()
    {
        var link = Path.Combine(folder, "link");
        File.CreateSymbolicLink(link, config);
        List<string?> seen = [];

        await FileReplacement.ReplaceAsync(
            link, Bytes("the old text, which is longer"), Bytes("new"), new ActingClock(() => seen.AddRange(Names)), TestContext.Current.CancellationToken);

        Assert.Equal(["config", "config.lock", "link", "link.lock"], seen);
        Assert.Equal(["config", Backup, "link"], Names);
    }

    [Fact]
    public async Task A_file_that_was_changed_meanwhile_is_left_alone()
    {
        var failure = await FailureAsync(config, expected: "the old text");

        Assert.Equal($"\"{config}\" was changed meanwhile: nothing was written", failure.Message);
        Assert.Equal(["config"], Names);
        AssertUntouched();
    }

    [Theory]
    [InlineData("gone/config")]
    [InlineData("gone")]
    public async Task A_missing_file_or_directory_is_named(string name)
    {
        var path = Path.Combine(folder, name);

        var failure = await FailureAsync(path);

        Assert.Equal($"cannot write \"{path}\": no such file", failure.Message);
        Assert.Equal($"ls -la {Path.GetDirectoryName(path)}", failure.Hint);
        Assert.Equal(["config"], Names);
    }

    [Fact]
    public async Task What_cannot_be_replaced_is_left_alone_and_nothing_is_left_beside_it()
    {
        // A directory cannot be replaced by a file, whoever tries.
        void Obstruct()
        {
            File.Delete(config);
            Directory.CreateDirectory(config);
        }

        var failure = await Assert.ThrowsAsync<KubeconfigException>(() => FileReplacement.ReplaceAsync(
            config,
            Bytes("the old text, which is longer"),
            Bytes("new"),
            new ActingClock(Obstruct),
            TestContext.Current.CancellationToken));

        Assert.StartsWith($"cannot write \"{config}\": ", failure.Message, StringComparison.Ordinal);
        Assert.Equal(["config"], Names);
        Assert.True(Directory.Exists(config));
    }

    // the kernel's own directory takes none from anybody, root included
    [Fact]
    public async Task A_directory_that_takes_no_files_is_refused()
    {
        const string Version = "/proc/version";
        var content = await File.ReadAllBytesAsync(Version, TestContext.Current.CancellationToken);

        var failure = await Assert.ThrowsAsync<KubeconfigException>(
            () => FileReplacement.ReplaceAsync(Version, content, Bytes("new"), new ManualClock(), TestContext.Current.CancellationToken));

        Assert.StartsWith($"cannot write \"{Version}\": ", failure.Message, StringComparison.Ordinal);
        Assert.Equal(content, await File.ReadAllBytesAsync(Version, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Nothing_is_begun_after_it_was_cancelled()
    {
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => FileReplacement.ReplaceAsync(
            config, Bytes("the old text, which is longer"), Bytes("new"), new ManualClock(), new CancellationToken(canceled: true)));

        Assert.Equal(["config"], Names);
        AssertUntouched();
    }

    [Fact]
    public async Task Cancelled_half_way_nothing_is_left_beside_it()
    {
        using var cancel = new CancellationTokenSource();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => FileReplacement.ReplaceAsync(
            config, Bytes("the old text, which is longer"), Bytes("new"), new ActingClock(cancel.Cancel), cancel.Token));

        Assert.Equal(["config"], Names);
        AssertUntouched();
    }

    [Fact]
    public async Task The_administrator_leaves_another_users_file_to_that_user()
    {
        Assert.SkipUnless(!OperatingSystem.IsWindows() && Environment.IsPrivilegedProcess, "only root can give files away");
        const UnixFileMode Mode = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead;
        SetMode(config, Mode);
        await RunAsync("chown", "65534:65533", config);

        var backup = await ReplaceAsync(config, "new");

        Assert.Equal("65534:65533 640", await RunAsync("stat", "-c", "%u:%g %a", config));
        Assert.Equal("65534:65533 640", await RunAsync("stat", "-c", "%u:%g %a", backup));
        Assert.Equal("new", Text(config));
        Assert.Equal("the old text, which is longer", Text(backup));
    }

    private static Task<string> ReplaceAsync(string path, string content, string expected = "the old text, which is longer") =>
        FileReplacement.ReplaceAsync(path, Bytes(expected), Bytes(content), new ManualClock(), TestContext.Current.CancellationToken);

    private static Task<KubeconfigException> FailureAsync(string path, string expected = "the old text, which is longer") =>
        Assert.ThrowsAsync<KubeconfigException>(() => ReplaceAsync(path, "new", expected));

    private static async Task<string> RunAsync(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true });
        Assert.NotNull(process);
        var output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Equal(0, process.ExitCode);
        return output.Trim();
    }

    private static IEnumerable<string?> Ordered(params string?[] names) => names.Order(StringComparer.Ordinal);

    private static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);

    private static string Text(string path) => File.ReadAllText(path);

    private static void SetMode(string path, UnixFileMode mode)
    {
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(path, mode);
        }
    }

    private static void AssertMode(UnixFileMode expected, string path)
    {
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(expected, File.GetUnixFileMode(path));
        }
    }

    private void AssertUntouched() => Assert.Equal("the old text, which is longer", Text(config));

    /// <summary>Does something when it is asked, which is once the file is locked and before anything is written.</summary>
    private sealed class ActingClock(Action act) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow()
        {
            act();
            return new ManualClock().Now;
        }
    }
}
