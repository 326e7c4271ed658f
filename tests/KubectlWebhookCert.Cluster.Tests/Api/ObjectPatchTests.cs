using System.Text.Json.Nodes;
using KubectlWebhookCert.Cluster.Api;

namespace KubectlWebhookCert.Cluster.Tests.Api;

public sealed class ObjectPatchTests
{
    // API servers compare what a patch tests as it is spelled
    [Fact]
    public void What_a_patch_tests_is_spelled_as_anybody_else_spells_base64() => Assert.Equal(
        """[{"op":"test","path":"/spec/caBundle","value":"a+b/c="}]""",
        new ObjectPatch.JsonPatch(new JsonArray(new JsonObject { ["op"] = "test", ["path"] = "/spec/caBundle", ["value"] = "a+b/c=" })).Operations.GetRawText());
}
