using KubectlWebhookCert.Core.Yaml;
using KubectlWebhookCert.Tests.Handbook;

namespace KubectlWebhookCert.Commands.Tests;

/// <summary>What docs/gitops.md has people paste keeps the keeper away, as the program sees it.</summary>
public sealed class GitOpsTests
{
    private const string Overwrites = "gitops-overwrites";

    private static readonly string Incident = Repository.PathOf("examples/s2-replicas-and-argo-cd/before.yaml");

    [Fact]
    public async Task Argo_CD_with_the_snippet_overwrites_nothing()
    {
        var snippet = HandbookPage.Read(Repository.Root, "docs/gitops.md").Blocks.First(block => block.Kind == "yaml").Text
            .Replace("my-webhook-tls", "spark-operator-webhook-certs", StringComparison.Ordinal)
            .Replace("namespace: web", "namespace: spark-operator", StringComparison.Ordinal);
        var application = Path.GetTempFileName();
        try
        {
            await File.WriteAllTextAsync(
                application,
                $"apiVersion: argoproj.io/v1alpha1\nkind: Application\nmetadata: {{name: spark-operator, namespace: argocd}}\n{snippet}\n",
                TestContext.Current.CancellationToken);
            Assert.Contains(Overwrites, await CodesAsync(Incident), StringComparison.Ordinal);

            var codes = await CodesAsync(Incident, application);

            Assert.DoesNotContain(Overwrites, codes, StringComparison.Ordinal);
            Assert.Contains("secret-emptied", codes, StringComparison.Ordinal);
        }
        finally
        {
            File.Delete(application);
        }
    }

    [Fact]
    public async Task Flux_with_the_annotation_is_told_to_leave_the_object_alone()
    {
        var block = HandbookPage.Read(Repository.Root, "docs/gitops.md").Blocks.Last(each => each.Text.Contains("kustomize.toolkit", StringComparison.Ordinal));
        var annotations = YamlReader.Read(block.Text, block.Place)[0].Json.GetProperty("metadata").GetProperty("annotations");
        var before = await File.ReadAllTextAsync(Incident, TestContext.Current.CancellationToken);
        Assert.Contains(Overwrites, await CodesOfAsync(Kept(before, "")), StringComparison.Ordinal);

        var annotated = Kept(before, string.Concat(annotations.EnumerateObject().Select(each => $"    {each.Name}: {each.Value}\n")));

        Assert.DoesNotContain(Overwrites, await CodesOfAsync(annotated), StringComparison.Ordinal);
    }

    // the Secret by Flux instead of Argo CD
    private static string Kept(string snapshot, string annotations) => snapshot
        .Replace("    argocd.argoproj.io/tracking-id: spark-operator:/Secret:spark-operator/spark-operator-webhook-certs\n", annotations, StringComparison.Ordinal)
        .Replace(
            "    helm.sh/chart: spark-operator-1.4.3\n  managedFields",
            "    kustomize.toolkit.fluxcd.io/name: spark\n    kustomize.toolkit.fluxcd.io/namespace: flux-system\n  managedFields",
            StringComparison.Ordinal)
        .Replace("argocd-controller", "kustomize-controller", StringComparison.Ordinal);

    private static async Task<string> CodesAsync(params string[] files) =>
        (await PluginRun.Of(["validate", .. files.SelectMany(file => (string[])["-f", file]), "-o", "name"])).Out;

    private static async Task<string> CodesOfAsync(string snapshot) => (await PluginRun.Of(["validate", "-f", "-", "-o", "name"], snapshot)).Out;
}
