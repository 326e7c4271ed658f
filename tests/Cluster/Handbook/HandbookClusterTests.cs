using KubectlWebhookCert.Tests.Handbook;

namespace KubectlWebhookCert.Tests.Cluster;

/// <summary>The handbook's commands on a cluster print what its pages show. Each page has a control plane to itself, since its names are fixed.</summary>
public sealed class HandbookClusterTests
{
    private const string Home = "/home/jane"; // as pages show it

    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(3);

    public static TheoryData<string> Pages =>
        [.. HandbookPage.Names(RepositoryRoot.Find()).Where(name => HandbookPage.Read(RepositoryRoot.Find(), name).Blocks.Any(IsOnCluster))];

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task A_command_on_a_cluster_prints_what_the_page_shows(string name)
    {
        var page = HandbookPage.Read(RepositoryRoot.Find(), name);
        var state = Assert.Single(page.Blocks.Where(IsOnCluster).Select(block => block.Kind[HandbookBlock.Cluster.Length..]).Distinct());
        await using var control = await ControlPlane.StartAsync(Cancelled);
        await using var make = new ObjectMaker(control.Admin);
        if (state == "ca-replaced")
        {
            await using var stage = await ReplacedAuthorityStage.MakeAsync(control, make, Cancelled);
            await CheckAsync(page, stage.Kubeconfig);
        }
        else
        {
            await using var stage = await HandbookStage.MakeAsync(control, make, "web", state, Cancelled);
            await CheckAsync(page, await File.ReadAllTextAsync(control.AdminKubeconfig, Cancelled));
        }
    }

    private static bool IsOnCluster(HandbookBlock block) => block.Kind.StartsWith(HandbookBlock.Cluster, StringComparison.Ordinal);

    private static async Task CheckAsync(HandbookPage page, string kubeconfig)
    {
        using var home = new PrivateFolder();
        Directory.CreateDirectory(home.PathOf(".kube"));
        home.Write(Path.Combine(".kube", "config"), kubeconfig);
        await HandbookRun.CheckAsync(page, IsOnCluster, VaryingText.OfCluster(), command => PrintedAsync(home.Root, command));
    }

    // in a real shell, with the real kubectl, which finds the plugin by itself
    private static async Task<string> PrintedAsync(string home, string command)
    {
        var call = new ProgramCall("bash", ["-c", $"exec 2>&1; {command}"])
        {
            InheritsEnvironment = false,
            Environment = new Dictionary<string, string>
            {
                ["HOME"] = home,
                ["PATH"] = $"{Path.GetDirectoryName(NativeBinary.Location)}:{Environment.GetEnvironmentVariable("PATH")}",
            },
            WorkingDirectory = RepositoryRoot.Find(),
            Timeout = Limit,
        };
        return (await Plugin.RunAsync(call)).Output.Replace(home, Home, StringComparison.Ordinal);
    }
}
