using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace KubectlWebhookCert.Tests.Cluster;

/// <summary>Files that hold something unexpected, through the native binary. Needs no cluster.</summary>
public sealed class BadFileTests : IDisposable
{
    private readonly PrivateFolder folder = new();
    private readonly TestCertificates authority = new("webhook CA");

    private MadeService Service { get; } = new("web", "hook", System.Net.IPAddress.Loopback, 443);

    [Fact]
    public async Task A_bundle_of_10_MB_is_read()
    {
        var block = authority.Pem;
        var count = 10_000_000 / block.Length;
        var bundle = string.Concat(Enumerable.Repeat(block, count));

        var result = await ReadAsync(Configuration(Convert.ToBase64String(Encoding.ASCII.GetBytes(bundle))), "-o", "json");

        var document = Plugin.Document(result);
        Assert.Equal(count, Json.Count(document, "items.0.webhooks.0.caBundle.certificates"));
    }

    [Fact]
    public async Task Garbage_of_10_MB_as_a_bundle_is_unreadable()
    {
        var garbage = RandomNumberGenerator.GetBytes(10_000_000);

        var result = await ReadAsync(Configuration(Convert.ToBase64String(garbage)), "-o", "json");
        var tree = await ReadAsync(Configuration(Convert.ToBase64String(garbage)), "hooks");

        Assert.Equal("service unknown", Json.Text(Plugin.Document(result), "items.0.webhooks.0.state"));
        Assert.NotEmpty(Json.Texts(Plugin.Document(result), "items.0.webhooks.0.caBundle.problems"));
        Assert.True(tree.Output.Length < 10_000, "the tree repeats the bundle");
    }

    [Theory]
    [InlineData("not base64!")]
    [InlineData("AAA")]
    public async Task A_bundle_in_bad_base64_is_told_of(string bundle)
    {
        var result = await ReadAsync(Configuration(bundle), "-o", "json");

        if (result.ExitCode != 0)
        {
            Plugin.MustFail(result, "caBundle");
            return;
        }
        Assert.NotEmpty(Json.Texts(Plugin.Document(result), "items.0.webhooks.0.caBundle.problems"));
    }

    [Theory]
    [InlineData("\"not base64!\"")]
    [InlineData("7")]
    [InlineData("null")]
    [InlineData("{\"a\":\"b\"}")]
    public async Task A_Secret_in_bad_base64_is_told_of(string value)
    {
        var secret = $$"""
            {"apiVersion":"v1","kind":"Secret","metadata":{"name":"hook-certs","namespace":"web"},
             "data":{"tls.crt":{{value}},"tls.key":"AAAA"} }
            """;

        var result = await ReadAsync(Configuration("") + "\n---\n" + secret, "-o", "json", "--secret", "web/hook-certs");

        if (result.ExitCode != 0)
        {
            Plugin.MustFail(result, "hook-certs");
            return;
        }
        var shown = Json.At(Plugin.Document(result), "items.0.webhooks.0.servingSecrets.0");
        Assert.Null(Json.At(shown, "leaf"));
        Assert.True(Json.Count(shown, "problems") + Json.Count(shown, "emptyKeys") > 0, result.Output);
    }

    [Fact]
    public async Task Binary_garbage_is_one_error_that_names_the_file()
    {
        var garbage = RandomNumberGenerator.GetBytes(100_000);
        var path = folder.PathOf("garbage.yaml");
        await File.WriteAllBytesAsync(path, garbage, TestContext.Current.CancellationToken);

        var result = await Plugin.RunAsync(Plugin.Inspect("-f", path));

        Plugin.MustFail(result, path);
        Assert.True(result.Error.Length < 1000, "the error repeats the file");
    }

    [Theory]
    [InlineData("a: b: c")]
    [InlineData("\tkind: x")]
    [InlineData("kind: [")]
    [InlineData("{\"kind\": ")]
    [InlineData("kind: a\nkind: b")]
    [InlineData("- 7")]
    [InlineData("text")]
    [InlineData("kind: 7")]
    [InlineData("a: &a [*a]")]
    public async Task What_is_no_manifest_is_one_error_that_names_the_file(string text)
    {
        var path = folder.Write("manifest.yaml", text);

        var result = await Plugin.RunAsync(Plugin.Inspect("-f", path));

        Plugin.MustFail(result, path);
    }

    [Theory]
    [InlineData("")]
    [InlineData("\n\n")]
    [InlineData("---\n---\n")]
    [InlineData("# nothing but a comment\n")]
    public async Task Nothing_is_not_an_error_in_itself(string text)
    {
        var file = await ReadAsync(text);
        var input = await Plugin.RunAsync(Plugin.Inspect("-f", "-") with { Input = text });

        foreach (var result in new[] { file, input })
        {
            Assert.Equal("", result.Output);
            Assert.Single(
                result.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries), line => !line.StartsWith("hint: ", StringComparison.Ordinal));
        }
        Assert.Equal(file.ExitCode, input.ExitCode);
    }

    [Fact]
    public async Task A_file_that_is_not_there_is_one_error()
    {
        var missing = folder.PathOf("missing.yaml");

        Plugin.MustFail(await Plugin.RunAsync(Plugin.Inspect("-f", missing)), missing);
    }

    [Fact]
    public async Task An_object_from_a_file_is_shown_as_from_a_server()
    {
        var leaf = authority.Issue(Service.ServerName);
        var secret = new JsonObject
        {
            ["apiVersion"] = "v1",
            ["kind"] = "Secret",
            ["metadata"] = new JsonObject { ["name"] = "hook-certs", ["namespace"] = "web" },
            ["stringData"] = new JsonObject { ["tls.crt"] = leaf.ChainPem, ["tls.key"] = leaf.KeyPem },
        };
        var bundle = Convert.ToBase64String(Encoding.ASCII.GetBytes(authority.Pem));

        var result = await Plugin.RunAsync(
            Plugin.Inspect("hooks", "-f", "-", "-o", "json") with { Input = Configuration(bundle) + "\n---\n" + secret.ToJsonString() });

        var webhook = Json.At(Plugin.Document(result), "items.0.webhooks.0");
        Assert.Equal(leaf.Sha256, Json.Text(webhook, "servingSecrets.0.leaf.certificate.sha256"));
    }

    public void Dispose()
    {
        folder.Dispose();
        authority.Dispose();
    }

    private static string Configuration(string bundle) =>
        $$"""
        {"apiVersion":"admissionregistration.k8s.io/v1","kind":"ValidatingWebhookConfiguration","metadata":{"name":"hooks"},
         "webhooks":[{"name":"guard.example.org","clientConfig":{"service":{"namespace":"web","name":"hook"},"caBundle":"{{bundle}}"} }]}
        """;

    private Task<ProgramResult> ReadAsync(string text, params IReadOnlyList<string> arguments) =>
        Plugin.RunAsync(Plugin.Inspect([.. arguments, "-f", folder.Write(FreshName.With("manifest") + ".yaml", text)]));
}
