using KubectlWebhookCert.Cluster.Gathering;
using KubectlWebhookCert.Cluster.Tests.Snapshots;
using KubectlWebhookCert.Core.Model;
using KubectlWebhookCert.Core.Targets;

namespace KubectlWebhookCert.Cluster.Tests.Gathering;

public sealed class SnapshotReaderTests
{
    private const string Manifests = """
        apiVersion: v1
        kind: List
        items:
        - {apiVersion: v1, kind: ConfigMap, metadata: {name: kube-root-ca.crt, namespace: one, uid: "1"}, data: {ca.crt: x}}
        - {apiVersion: v1, kind: ConfigMap, metadata: {name: kube-root-ca.crt, namespace: two, uid: "2"}, data: {ca.crt: x}}
        - {apiVersion: v1, kind: ConfigMap, metadata: {name: other, namespace: two, uid: "3"}, data: {ca.crt: x}}
        """;

    [Theory]
    [InlineData(true, "one,two")]
    [InlineData(false, "")]
    public async Task Of_files_every_copy_of_a_known_ca_is_read_for_rules(bool forRules, string namespaces)
    {
        var snapshot = await SnapshotReader.ReadAsync(
            await SnapshotFolder.LoadAsync(Manifests),
            new Target.Everything(),
            DiscoveryOptions.None with { ForRules = forRules },
            TestContext.Current.CancellationToken);

        Assert.Equal(namespaces, string.Join(',', snapshot.All(ResourceTypes.ConfigMap).Select(found => found.Namespace)));
        Assert.All(snapshot.All(ResourceTypes.ConfigMap), found => Assert.Equal("kube-root-ca.crt", found.Name));
    }
}
