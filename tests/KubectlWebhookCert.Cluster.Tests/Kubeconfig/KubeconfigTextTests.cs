using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using KubectlWebhookCert.Cluster.Kubeconfig;
using KubectlWebhookCert.Core.Errors;
using KubectlWebhookCert.Core.Patching;

namespace KubectlWebhookCert.Cluster.Tests.Kubeconfig;

/// <summary>Texts mark what is to go between « and »; all the rest must stay, to the letter.</summary>
public sealed partial class KubeconfigTextTests
{
    private const string FilePath = "/home/ann/.kube/config";
    private const string Secret = "s3cr3t-Zm9vYmFy";
    private const string BlockLine = "\n    certificate-authority-data: NEW";
    private const string FlowField = "\"certificate-authority-data\": \"NEW\"";

    private static readonly byte[] Pem = Encoding.UTF8.GetBytes("-----BEGIN CERTIFICATE-----\nMAo=\n-----END CERTIFICATE-----\n");
    private static readonly string New = Convert.ToBase64String(Pem);

    /// <summary>A marked text, and what stands in the place of its first mark afterwards; nothing does in that of a second.</summary>
    public static TheoryData<string, string> Texts => new()
    {
        // as kubectl writes it
        { Block("certificate-authority-data: «b2xk»\nserver: https://a.example.com"), "NEW" },
        { Block("server: https://a.example.com\ncertificate-authority-data: «b2xk» # from ops\ntls-server-name: a"), "NEW" },
        { Block("server: https://a.example.com\ncertificate-authority-data:   «b2xk»\t# a tab\n\n\n# the end"), "NEW" },
        { Block("\"certificate-authority-data\": \"«b2xk»\"\n'server': 'https://a.example.com'"), "NEW" },
        { Block("certificate-authority-data: '«b2xk»'   \nserver: \"https://a.example.com\""), "NEW" },
        { Block("certificate-authority-data: \"«b2xk\n  b2xk»\" # two lines\nserver: https://a.example.com"), "NEW" },
        { Block("certificate-authority-data: «b2xk\n  b2xk»\nserver: https://a.example.com"), "NEW" },
        { Block("certificate-authority-data: «|\n  b2xk\n  b2xk»\n\n# behind it\nserver: https://a.example.com"), "NEW" },
        { Block("certificate-authority-data: «>-» # folded«\n    b2xk\n    b2xk»\nserver: https://a.example.com"), "NEW" },
        { Block("server: https://a.example.com\ncertificate-authority-data: «|2+\n  b2xk»"), "NEW" },
        { Block("certificate-authority-data:\n  # on the next line\n  «b2xk»\nserver: https://a.example.com"), "NEW" },
        { Block("certificate-authority-data:«»\nserver: https://a.example.com"), " NEW" },
        { Block("server: https://a.example.com\ncertificate-authority-data:«» # to do"), " NEW" },
        { Block("certificate-authority-data: «null»\nserver: https://a.example.com"), "NEW" },
        { Block("certificate-authority-data: \"«»\"\nserver: https://a.example.com"), "NEW" },

        // none yet
        { Block("server: https://a.example.com«»"), BlockLine },
        { Block("# the load balancer\nserver: https://a.example.com # in Berlin«»\n\n# and its name\ntls-server-name: a"), BlockLine },
        { Block("extensions:\n- name: x\n  extension:\n    text: |\n      a\n\n      b«»\nserver: https://a.example.com"), BlockLine },
        { Block("extensions: [{name: x, extension: {a: [b,\n c]}}] # c«»\nserver: https://a.example.com"), BlockLine },
        { Block("proxy-url:«»\nserver: https://a.example.com"), BlockLine },
        { Block("<<: *defaults«»\nserver: https://a.example.com"), BlockLine },
        { "clusters:\n  -   cluster:\n           server: a«»\n      name: main\n", "\n           certificate-authority-data: NEW" },
        { "clusters:\n- name: main\n  cluster:\n    server: a«»", BlockLine },

        // in braces
        { "clusters: [{name: main, cluster: {server: 'a', certificate-authority-data: «b2xk»}}, {name: b}]\n", "NEW" },
        { "clusters: [{name: main, cluster: {«»server: 'a'}}] # c\n", $"{FlowField}, " },
        { "clusters:\n- name: main\n  cluster: {«»} # none\n", FlowField },
        { "clusters:\n- name: main\n  cluster: { «»server: 'a', # c\n    tls-server-name: b }\n", $"{FlowField}, " },
        { "clusters: [{name: main, cluster: {\n    # c\n    «»server: 'a',\n  }}]\n", $"{FlowField},\n    " },
        { Json("\"certificate-authority-data\": \"«b2xk»\",\n\t\"server\": \"https://a.example.com\""), "NEW" },
        { Json("\"server\": \"https:\\/\\/a.example.com\", \"certificate-authority-data\": «null»"), "\"NEW\"" },
        { Json("«»\"server\": \"https://a.example.com\""), $"{FlowField},\n\t" },
        { Json("«»\"server\": \"https://a.example.com\"").ReplaceLineEndings(string.Empty).Replace("\t", string.Empty, StringComparison.Ordinal), $"{FlowField}, " },
    };

    public static TheoryData<string> PlainTexts => new(Texts.Select(row => Unmarked(row.Data.Item1)).Distinct());

    [Theory]
    [MemberData(nameof(Texts))]
    public void Nothing_but_the_value_changes(string marked, string replacement)
    {
        var before = Unmarked(marked);
        var after = Changed(marked, replacement);

        Assert.All(
            Variants(before).Zip(Variants(after)),
            pair =>
            {
                var result = KubeconfigText.SetAuthority(pair.First, FilePath, "main", Pem);

                Assert.Equal(pair.Second, result);
                AssertOnlyTheAuthorityDiffers(pair.First, result);
            });
    }

    [Theory]
    [MemberData(nameof(Texts))]
    public void What_is_written_is_found_again(string marked, string replacement)
    {
        var changed = Changed(marked, replacement);

        Assert.Equal(changed, KubeconfigText.SetAuthority(changed, FilePath, "main", Pem));
        Assert.NotEqual(changed, KubeconfigText.SetAuthority(changed, FilePath, "main", "another"u8));
    }

    [Fact]
    public void Bytes_stay_bytes()
    {
        var before = Encoding.UTF8.GetBytes("\uFEFF" + Block("server: https://a.example.com # Zürich 🏔\ncertificate-authority-data: b2xk"));

        var after = KubeconfigText.SetAuthority(before, FilePath, "main", Pem);

        var expected = Encoding.UTF8.GetString(before).Replace("b2xk", New, StringComparison.Ordinal);
        Assert.Equal(expected, Encoding.UTF8.GetString(after.Span));
    }

    [Fact]
    public void Json_stays_json()
    {
        var result = KubeconfigText.SetAuthority(Json("\"server\": \"a\""), FilePath, "main", Pem);

        Assert.Equal(New, JsonNode.Parse(result)?["clusters"]?[1]?["cluster"]?["certificate-authority-data"]?.GetValue<string>());
    }

    [Fact]
    public void Of_several_documents_the_first_counts_that_is_not_empty()
    {
        const string First = "---\n# nothing\n---\nclusters:\n- name: main\n  cluster: {server: a, certificate-authority-data: ";
        const string Second = "}\n---\nclusters:\n- name: main\n  cluster: {server: b}\n...\n";

        Assert.Equal($"{First}{New}{Second}", KubeconfigText.SetAuthority($"{First}b2xk{Second}", FilePath, "main", Pem));
    }

    [Theory]
    [InlineData("", "cluster \"main\" does not exist in FILE")]
    [InlineData("clusters: [{name: Main, cluster: {server: a}}]", "cluster \"main\" does not exist in FILE")]
    [InlineData("clusters: {main: {server: a}}", "clusters in FILE must be a list")]
    [InlineData("clusters: [{name: main, cluster: a}]", "clusters[main].cluster in FILE must be a mapping")]
    [InlineData("clusters: [{name: main}]", "clusters[main].cluster in FILE has no settings")]
    [InlineData("clusters: [{name: main, cluster: ~}]", "clusters[main].cluster in FILE has no settings")]
    [InlineData("clusters: [{name: main, cluster: {}}, {name: main, cluster: {}}]", "clusters[main] is there twice in FILE")]
    [InlineData("clusters: [{name: main, cluster: {certificate-authority: ca.crt}}]", "clusters[main].certificate-authority in FILE names the file that the CA is in")]
    [InlineData(
        "clusters: [{name: main, cluster: {insecure-skip-tls-verify: true}}]",
        "clusters[main].insecure-skip-tls-verify in FILE is set, and kubectl takes no CA beside it")]
    [InlineData("kind: Secret", "FILE is not a kubeconfig: it holds kind \"Secret\" of \"v1\", not \"Config\" of \"v1\"")]
    [InlineData("a: &c {server: a}\nclusters:\n- name: main\n  cluster: *c\n", "cannot change DATA, line 4: an alias stands where the value belongs")]
    [InlineData("a: &c {name: main, cluster: {}}\nclusters: [*c]", "cannot change DATA, line 2: an alias stands where the value belongs")]
    [InlineData("a: &c [{name: main, cluster: {}}]\nclusters: *c", "cannot change DATA, line 2: an alias stands where the value belongs")]
    [InlineData("a: &a b2xk\nclusters:\n- name: main\n  cluster: {certificate-authority-data: *a}", "cannot change DATA, line 4: the value is an alias")]
    [InlineData("clusters: [{name: main, cluster: {certificate-authority-data: &a b2xk}}]\nb: *a", "cannot change DATA, line 1: the value has an anchor or a tag")]
    [InlineData("clusters: [{name: main, cluster: {certificate-authority-data: !!str b2xk}}]", "cannot change DATA, line 1: the value has an anchor or a tag")]
    [InlineData("clusters: [{name: main, cluster: {certificate-authority-data: [b2xk]}}]", "cannot change DATA, line 1: the value is no text")]
    [InlineData(
        "clusters:\n- name: main\n  cluster: &c {server: a}\n- name: other\n  cluster: *c\n",
        "cannot change DATA, line 3: the value cannot be changed alone")]
    [InlineData(
        "clusters:\n- name: main\n  cluster:\n    ? server\n    : a\n",
        "cannot change DATA, line 4: the value cannot be changed alone")]
    [InlineData(
        "{\"clusters\": [{\"name\": \"main\", \"cluster\": {}}], \"clusters\": [{\"name\": \"main\", \"cluster\": {}}]}",
        "cannot change DATA, line 1: the value cannot be changed alone")]
    public void What_cannot_be_changed_alone_is_not_changed(string text, string message)
    {
        var withUser = text.StartsWith('{') ? text : $"{text}\nusers: [{{name: ann, user: {{token: {Secret}}}}}]\n";

        var failure = Assert.Throws<KubeconfigException>(() => KubeconfigText.SetAuthority(withUser, FilePath, "main", Pem));

        Assert.Equal(
            message.Replace("FILE", $"\"{FilePath}\"", StringComparison.Ordinal)
                .Replace("DATA", $"clusters[main].certificate-authority-data in \"{FilePath}\"", StringComparison.Ordinal),
            failure.Message);
        Assert.False(string.IsNullOrEmpty(failure.Hint));
        Assert.DoesNotContain(Secret, $"{failure} {failure.Hint}", StringComparison.Ordinal);
    }

    [Fact]
    public void Other_encodings_are_not_guessed()
    {
        byte[] latin = [.. Encoding.UTF8.GetBytes(Block("server: a # Z")), 0xFC, .. "rich\n"u8];

        var failure = Assert.Throws<KubeconfigException>(() => KubeconfigText.SetAuthority(latin, FilePath, "main", Pem));

        Assert.Equal($"cannot change kubeconfig \"{FilePath}\": it is not UTF-8", failure.Message);
    }

    /// <summary>Every text, with every other character gone, and with something unwelcome before each of the rest.</summary>
    [Theory]
    [MemberData(nameof(PlainTexts))]
    public void Damaged_texts_are_refused_or_nothing_but_the_value_changes(string text)
    {
        string[] unwelcome = ["\"", "'", ": ", "&a ", "*a", "|\n", "{", "}", "- ", "\n", "\t", "#", "? ", "\0"];
        for (var index = 0; index < text.Length; index++)
        {
            TryChange(index % 2 == 0 ? text.Remove(index, 1) : text.Insert(index, unwelcome[index / 2 % unwelcome.Length]));
        }
    }

    private static void TryChange(string text)
    {
        try
        {
            AssertOnlyTheAuthorityDiffers(text, KubeconfigText.SetAuthority(text, FilePath, "main", Pem));
        }
        catch (WebhookCertException)
        {
            // refused
        }
    }

    private static void AssertOnlyTheAuthorityDiffers(string before, string after)
    {
        var (was, now) = (Read(before), Read(after));

        Assert.Equal(New, now.Cluster["certificate-authority-data"]?.GetValue<string>());
        was.Cluster.Remove("certificate-authority-data");
        now.Cluster.Remove("certificate-authority-data");
        Assert.True(JsonNode.DeepEquals(was.Root, now.Root));
    }

    private static (JsonNode Root, JsonObject Cluster) Read(string text)
    {
        var root = JsonTree.Of(KubeconfigFile.Parse(text.TrimStart('\uFEFF'), FilePath).Root);
        var item = root?["clusters"]?.AsArray().Single(item => item is JsonObject && item["name"]?.ToString() == "main");
        return (root ?? throw new InvalidOperationException(), item?["cluster"]?.AsObject() ?? throw new InvalidOperationException());
    }

    private static IEnumerable<string> Variants(string text) =>
    [
        text,
        text.TrimEnd('\n'),
        $"{text}\n\n# the end",
        $"---\n{text}",
        $"\uFEFF{text}",
        text.Replace("\n", "\r\n", StringComparison.Ordinal),
        text.Replace("\n", "\r\n", StringComparison.Ordinal).TrimEnd(),
    ];

    private static string Block(string cluster) =>
        $"""
        apiVersion: v1
        kind: Config # of ours
        x-defaults: &defaults {"{disable-compression: true}"}
        clusters:
        # the first is not the one
        - cluster: {"{server: https://other.example.com, certificate-authority-data: b3RoZXI=}"}
          name: other
        - cluster:
            {cluster.ReplaceLineEndings("\n    ")}
          name: main

        users:
        - name: ann
          user: &ann
            client-key-data: {Secret}
        - name: again
          user: *ann

        """;

    private static string Json(string cluster) =>
        $$$"""
        {
        	"clusters": [
        	{"name": "other", "cluster": {"server": "https://other.example.com"}},
        	{"name": "main", "cluster": {
        	{{{cluster}}}
        	}}],
        	"users": [{"name": "ann", "user": {"token": "{{{Secret}}}"}}], "n": 1.0
        }

        """;

    private static string Unmarked(string marked) => marked.Replace("«", string.Empty, StringComparison.Ordinal).Replace("»", string.Empty, StringComparison.Ordinal);

    private static string Changed(string marked, string replacement)
    {
        var isFirst = true;
        return Marks().Replace(marked, _ =>
        {
            var stands = isFirst ? replacement.Replace("NEW", New, StringComparison.Ordinal) : string.Empty;
            isFirst = false;
            return stands;
        });
    }

    [GeneratedRegex("«[^»]*»")]
    private static partial Regex Marks();
}
