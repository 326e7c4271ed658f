using System.Text.Json;
using KubectlWebhookCert.Core.Patching;
using KubectlWebhookCert.Core.Tests.Oracle;

namespace KubectlWebhookCert.Core.Tests.Patching;

/// <summary>The same patches applied by us and by kubectl, whose patch code is the API server's.</summary>
public sealed class PatchKubectlTests
{
    private const string Document =
        """{"apiVersion":"example.com/v1","kind":"Sample","metadata":{"name":"a"},"spec":{"a/b":1,"m~n":{"x":[1,{"y":null},"z"]},"list":[1,2,3],"text":"é","yes":true,"map":{"k":{"l":"m"}}}}""";

    [Theory]
    [InlineData("""[{"op":"add","path":"/spec/new","value":{"a":[1,null]}}]""")]
    [InlineData("""[{"op":"add","path":"/spec/list/-","value":4},{"op":"add","path":"/spec/list/0","value":0},{"op":"remove","path":"/spec/list/2"}]""")]
    [InlineData("""[{"op":"replace","path":"/spec/a~1b","value":"x"},{"op":"remove","path":"/spec/m~0n/x/1/y"}]""")]
    [InlineData("""[{"op":"copy","from":"/spec/map","path":"/spec/copied"},{"op":"add","path":"/spec/copied/k/n","value":1}]""")]
    [InlineData("""[{"op":"move","from":"/spec/map/k","path":"/spec/list/1"}]""")]
    [InlineData("""[{"op":"test","path":"/spec/text","value":"é"},{"op":"test","path":"/spec/map","value":{"k":{"l":"m"}}},{"op":"replace","path":"/spec/yes","value":false}]""")]
    [InlineData("""[{"op":"test","path":"/spec/text","value":"e"},{"op":"replace","path":"/spec/yes","value":false}]""")]
    [InlineData("""[{"op":"test","path":"/spec/list","value":[1,3,2]}]""")]
    [InlineData("""[{"op":"add","path":"/spec/none/x","value":1}]""")]
    [InlineData("""[{"op":"remove","path":"/spec/none"}]""")]
    [InlineData("""[{"op":"replace","path":"/spec/none","value":1}]""")]
    [InlineData("""[{"op":"replace","path":"/spec/list/3","value":1}]""")]
    [InlineData("""[{"op":"add","path":"/spec/list/4","value":1}]""")]
    [InlineData("""[{"op":"add","path":"/spec/text/x","value":1}]""")]
    [InlineData("""[{"op":"test","path":"/spec/none","value":null},{"op":"replace","path":"/spec/none","value":1}]""")]
    [InlineData("""[{"op":"test","path":"/spec/none","value":1}]""")]
    [InlineData("""[{"op":"test","path":"/spec/text","value":null}]""")]
    [InlineData("""[{"op":"replace","path":"/spec/none/x","value":1}]""")]
    public async Task Json_patches_do_what_they_do_in_kubectl(string patch) => await CompareAsync("json", patch, JsonPatch.Apply);

    [Theory]
    [InlineData("""{"spec":{"list":null,"map":{"k":null,"new":{"x":null,"y":1}},"text":["x"]}}""")]
    [InlineData("""{"spec":null,"other":{"a":[1]}}""")]
    [InlineData("""{"spec":{"text":{"now":"a map"},"map":"now a text"}}""")]
    public async Task Merge_patches_do_what_they_do_in_kubectl(string patch) => await CompareAsync("merge", patch, MergePatch.Apply);

    private static async Task CompareAsync(string type, string patch, Func<JsonElement, JsonElement, JsonElement> apply)
    {
        using var document = JsonDocument.Parse(Document);
        using var change = JsonDocument.Parse(patch);
        JsonElement? ours;
        try
        {
            ours = apply(document.RootElement, change.RootElement);
        }
        catch (PatchException)
        {
            ours = null;
        }

        var answer = await Kubectl.PatchAsync(Document, "json", patch, type);

        Assert.True(answer.ExitCode == 0 == (ours is not null), answer.Error);
        if (ours is { } patched)
        {
            using var theirs = JsonDocument.Parse(answer.Out);
            Assert.True(JsonElement.DeepEquals(theirs.RootElement, patched), $"{patched.GetRawText()} | kubectl: {answer.Out}");
        }
    }
}
