namespace KubectlWebhookCert.Tests.Cluster;

/// <summary>Kubeconfigs that cannot be used: each is one error, before anything is asked. Needs no cluster.</summary>
public sealed class BadKubeconfigTests : IDisposable
{
    private const string Sound = """
        current-context: test
        contexts: [{name: test, context: {cluster: test, user: test}}]
        clusters: [{name: test, cluster: {server: "https://127.0.0.1:1"}}]
        users: [{name: test, user: {}}]
        """;

    private readonly PrivateFolder folder = new();

    [Fact]
    public async Task An_unknown_context_is_told_with_what_resembles_it()
    {
        var path = folder.Write("kubeconfig", Sound);

        var result = await Plugin.InspectAsync(path, "--context", "tset");

        Plugin.MustFail(result, "context \"tset\" does not exist");
        Assert.Contains("test", result.Error.Replace("tset", "", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--cluster")]
    [InlineData("--user")]
    [InlineData("--context")]
    public async Task What_the_kubeconfig_does_not_have_is_one_error(string flag) =>
        Plugin.MustFail(await Plugin.InspectAsync(folder.Write("kubeconfig", Sound), flag, "nobody"), "\"nobody\" does not exist");

    [Fact]
    public async Task A_missing_file_is_one_error()
    {
        var missing = folder.PathOf("missing");

        Plugin.MustFail(await Plugin.InspectAsync(missing), missing);
    }

    [Fact]
    public async Task A_folder_is_no_kubeconfig() => Plugin.MustFail(await Plugin.InspectAsync(folder.Root), folder.Root);

    [Fact]
    public async Task Without_any_kubeconfig_the_hint_says_how_to_name_one()
    {
        var result = await Plugin.RunAsync(Plugin.Inspect());

        Plugin.MustFail(result);
        Assert.Contains("hint: ", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_current_context_the_hint_says_how_to_choose_one()
    {
        var path = folder.Write("kubeconfig", Sound.Replace("current-context: test", "", StringComparison.Ordinal));

        var result = await Plugin.InspectAsync(path);

        Plugin.MustFail(result, "no current context");
        Assert.Contains("hint: ", result.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("certificate-authority-data: \"not base64!\"", "", "certificate-authority-data")]
    [InlineData("certificate-authority-data: AAAA", "", "")]
    [InlineData("certificate-authority: /no/such/ca.crt", "", "/no/such/ca.crt")]
    [InlineData("certificate-authority: /", "", "")]
    [InlineData("", "client-certificate-data: \"%%%\", client-key-data: AAAA", "client-certificate-data")]
    [InlineData("", "client-certificate-data: AAAA, client-key-data: AAAA", "")]
    [InlineData("", "client-certificate: /no/such/user.crt, client-key: /no/such/user.key", "/no/such/user.")]
    [InlineData("", "client-certificate-data: AAAA", "")]
    [InlineData("", "tokenFile: /no/such/token", "/no/such/token")]
    [InlineData("", "tokenFile: /", "")]
    [InlineData("", "exec: {command: /bin/true}", "")]
    [InlineData("", "exec: {command: /bin/true, apiVersion: client.authentication.k8s.io/v1, interactiveMode: Always}", "")]
    [InlineData("", "exec: text", "")]
    [InlineData("", "auth-provider: {name: gcp}", "gcp")]
    [InlineData("proxy-url: \"no url\"", "", "")]
    [InlineData("server: 7", "", "")]
    [InlineData("insecure-skip-tls-verify: perhaps", "", "")]
    public async Task A_field_that_makes_no_sense_is_one_error(string cluster, string user, string said)
    {
        var yaml = Sound
            .Replace("server: \"https://127.0.0.1:1\"", Fields("server: \"https://127.0.0.1:1\"", cluster), StringComparison.Ordinal)
            .Replace("user: {}", $"user: {{{user}}}", StringComparison.Ordinal);

        Plugin.MustFail(await Plugin.InspectAsync(folder.Write("kubeconfig", yaml)), said);
    }

    [Theory]
    [InlineData("")]
    [InlineData("text")]
    [InlineData("7")]
    [InlineData("[]")]
    [InlineData("a: b: c")]
    [InlineData("\t- tab")]
    [InlineData("contexts: text")]
    [InlineData("current-context: {}")]
    [InlineData("current-context: test\ncontexts: [7]")]
    [InlineData("current-context: test\ncontexts: [{name: test}]")]
    [InlineData("current-context: test\ncontexts: [{name: test, context: {cluster: gone, user: gone}}]")]
    [InlineData("current-context: test\ncontexts: [{name: test, context: text}]")]
    [InlineData("{\"current-context\": \"test\"")]
    [InlineData("\u0000\u0001\u0002\u00ff")]
    [InlineData("a: &a [*a, *a]")]
    public async Task A_text_that_is_no_kubeconfig_is_one_error(string text) =>
        Plugin.MustFail(await Plugin.InspectAsync(folder.Write("kubeconfig", text)));

    [Fact]
    public async Task A_secret_of_a_broken_kubeconfig_is_not_printed()
    {
        const string Secret = "s3cret-of-a-broken-kubeconfig";
        foreach (var user in new[] { $"token: [{Secret}]", $"token: {Secret}: x", $"client-key-data: \"{Secret}!\", client-certificate-data: AAAA" })
        {
            var yaml = Sound.Replace("user: {}", $"user: {{{user}}}", StringComparison.Ordinal);

            var result = await Plugin.InspectAsync(folder.Write("kubeconfig", yaml), "-v=9");

            Assert.Equal(1, result.ExitCode);
            Assert.DoesNotContain(Secret, result.Error, StringComparison.Ordinal);
        }
    }

    public void Dispose() => folder.Dispose();

    private static string Fields(string first, string second) =>
        second.Length == 0 ? first : second.StartsWith("server", StringComparison.Ordinal) ? second : $"{first}, {second}";
}
