using System.Text.Json;
using KubectlWebhookCert.Core.Patching;

namespace KubectlWebhookCert.Core.Tests.Patching;

public sealed class JsonPatchTests
{
    [Theory]
    [InlineData("""{"a":1}""", """[{"op":"add","path":"/b","value":[2]}]""", """{"a":1,"b":[2]}""")]
    [InlineData("""{"a":1}""", """[{"op":"add","path":"/a","value":null}]""", """{"a":null}""")]
    [InlineData("""{"a":[1,3]}""", """[{"op":"add","path":"/a/1","value":2}]""", """{"a":[1,2,3]}""")]
    [InlineData("""{"a":[1,2]}""", """[{"op":"add","path":"/a/2","value":3}]""", """{"a":[1,2,3]}""")]
    [InlineData("""{"a":[1,2]}""", """[{"op":"add","path":"/a/-","value":3}]""", """{"a":[1,2,3]}""")]
    [InlineData("""{"a":[1,2]}""", """[{"op":"remove","path":"/a/0"}]""", """{"a":[2]}""")]
    [InlineData("""{"a":1,"b":2}""", """[{"op":"remove","path":"/a"}]""", """{"b":2}""")]
    [InlineData("""{"a":[1,2]}""", """[{"op":"replace","path":"/a/1","value":9}]""", """{"a":[1,9]}""")]
    [InlineData("""{"a":{"b":1}}""", """[{"op":"replace","path":"/a","value":"x"}]""", """{"a":"x"}""")]
    [InlineData("""{"a":1}""", """[{"op":"replace","path":"","value":{"b":2}}]""", """{"b":2}""")]
    [InlineData("""{"a/b":1,"m~n":2,"":3}""", """[{"op":"replace","path":"/a~1b","value":9},{"op":"replace","path":"/m~0n","value":8},{"op":"replace","path":"/","value":7}]""", """{"a/b":9,"m~n":8,"":7}""")]
    [InlineData("""{"~1":1}""", """[{"op":"test","path":"/~01","value":1}]""", """{"~1":1}""")]
    [InlineData("""{"a":{"x":[1]}}""", """[{"op":"copy","from":"/a","path":"/b"},{"op":"add","path":"/b/x/-","value":2}]""", """{"a":{"x":[1]},"b":{"x":[1,2]}}""")]
    [InlineData("""{"a":{"x":1},"b":[]}""", """[{"op":"move","from":"/a/x","path":"/b/0"}]""", """{"a":{},"b":[1]}""")]
    [InlineData("""{"a":[1,2,3]}""", """[{"op":"move","from":"/a/0","path":"/a/2"}]""", """{"a":[2,3,1]}""")]
    [InlineData("""{"a":1}""", """[{"op":"move","from":"/a","path":"/a"}]""", """{"a":1}""")]
    [InlineData("""{"a":{"y":1,"x":"\u00e9"},"n":1.0}""", """[{"op":"test","path":"/a","value":{"x":"é","y":1}},{"op":"test","path":"/n","value":1}]""", """{"a":{"y":1,"x":"\u00e9"},"n":1.0}""")]
    [InlineData("""{"a":null}""", """[{"op":"test","path":"/a","value":null}]""", """{"a":null}""")]
    [InlineData("""{"a":1}""", """[{"op":"test","path":"/b","value":null},{"op":"replace","path":"/b","value":2}]""", """{"a":1,"b":2}""")]
    [InlineData("""{"big":123456789012345678901234567890.10,"a":1}""", """[{"op":"remove","path":"/a"}]""", """{"big":123456789012345678901234567890.10}""")]
    [InlineData("""{"a":1}""", "[]", """{"a":1}""")]
    public void Operations_are_applied_in_order(string document, string patch, string expected)
    {
        var before = Parse(document);

        Assert.Equal(Parse(expected).GetRawText(), JsonPatch.Apply(before, Parse(patch)).GetRawText(), ignoreCase: true);
        Assert.Equal(document, before.GetRawText());
    }

    [Theory]
    [InlineData("""[{"op":"test","path":"/a","value":2}]""", PatchFailure.TestFailed, "operation 1 of the JSON patch at /a: test failed")]
    [InlineData("""[{"op":"test","path":"/a","value":1},{"op":"test","path":"/l","value":[2,1]}]""", PatchFailure.TestFailed, "operation 2 of the JSON patch at /l: test failed")]
    [InlineData("""[{"op":"test","path":"/none","value":1}]""", PatchFailure.TestFailed, "operation 1 of the JSON patch at /none: test failed")]
    [InlineData("""[{"op":"test","path":"/a","value":null}]""", PatchFailure.TestFailed, "operation 1 of the JSON patch at /a: test failed")]
    [InlineData("""[{"op":"test","path":"/none/x","value":null}]""", PatchFailure.DoesNotApply, "operation 1 of the JSON patch at /none/x: the path leads nowhere")]
    [InlineData("""[{"op":"remove","path":"/none"}]""", PatchFailure.DoesNotApply, "operation 1 of the JSON patch at /none: the path leads nowhere")]
    [InlineData("""[{"op":"remove","path":""}]""", PatchFailure.DoesNotApply, "operation 1 of the JSON patch at : cannot remove the whole document")]
    [InlineData("""[{"op":"replace","path":"/none/x","value":1}]""", PatchFailure.DoesNotApply, "operation 1 of the JSON patch at /none/x: the path leads nowhere")]
    [InlineData("""[{"op":"add","path":"/none/b","value":1}]""", PatchFailure.DoesNotApply, "operation 1 of the JSON patch at /none/b: the path leads nowhere")]
    [InlineData("""[{"op":"add","path":"/a/b","value":1}]""", PatchFailure.DoesNotApply, "operation 1 of the JSON patch at /a/b: the path leads nowhere")]
    [InlineData("""[{"op":"add","path":"/l/3","value":1}]""", PatchFailure.DoesNotApply, "operation 1 of the JSON patch at /l/3: the path leads nowhere")]
    [InlineData("""[{"op":"replace","path":"/l/2","value":1}]""", PatchFailure.DoesNotApply, "operation 1 of the JSON patch at /l/2: the path leads nowhere")]
    [InlineData("""[{"op":"replace","path":"/l/-","value":1}]""", PatchFailure.DoesNotApply, "operation 1 of the JSON patch at /l/-: the path leads nowhere")]
    [InlineData("""[{"op":"remove","path":"/l/01"}]""", PatchFailure.DoesNotApply, "operation 1 of the JSON patch at /l/01: the path leads nowhere")]
    [InlineData("""[{"op":"move","from":"/l","path":"/l/0"}]""", PatchFailure.DoesNotApply, "operation 1 of the JSON patch at /l/0: cannot move a value into itself")]
    [InlineData("""[{"op":"copy","from":"/none","path":"/b"}]""", PatchFailure.DoesNotApply, "operation 1 of the JSON patch at /b: the path leads nowhere")]
    [InlineData("""{"op":"remove","path":"/a"}""", PatchFailure.Malformed, "a JSON patch is a list of operations")]
    [InlineData("""["x"]""", PatchFailure.Malformed, "operation 1 of the JSON patch: \"op\" is missing or no string")]
    [InlineData("""[{"op":"add","path":"/b"}]""", PatchFailure.Malformed, "operation 1 of the JSON patch at /b: \"value\" is missing")]
    [InlineData("""[{"op":"add","path":"b","value":1}]""", PatchFailure.Malformed, "operation 1 of the JSON patch at b: \"path\" is no JSON pointer")]
    [InlineData("""[{"op":"swap","path":"/a"}]""", PatchFailure.Malformed, "operation 1 of the JSON patch at /a: unknown operation \"swap\"")]
    public void What_does_not_apply_says_which_operation_and_why(string patch, PatchFailure failure, string message)
    {
        var exception = Assert.Throws<PatchException>(() => JsonPatch.Apply(Parse("""{"a":1,"l":[1,2]}"""), Parse(patch)));

        Assert.Equal(failure, exception.Failure);
        Assert.Equal(message, exception.Message);
    }

    private static JsonElement Parse(string json)
    {
        using var document = JsonDocument.Parse(json);
        return document.RootElement.Clone();
    }
}
