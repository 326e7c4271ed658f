using System.Text.Json;
using KubectlWebhookCert.Core.JsonPath;
using KubectlWebhookCert.Core.Tests.Oracle;

namespace KubectlWebhookCert.Core.Tests.JsonPath;

/// <summary>The same templates over the same document, by us and by kubectl.</summary>
public sealed class JsonPathKubectlTests
{
    private const char Separator = '\u001e';

    private const string Document =
        """
        {"apiVersion":"example.com/v1","kind":"Sample",
         "metadata":{"name":"sample","annotations":{"a.b/c":"dotted","plain":"p"},"labels":{"only":"one"}},
         "spec":{
          "text":"plain text","empty":"","html":"<a href=\"x\">&</a>","lines":"one\ntwo\ttab\\","unicode":"é😀",
          "one":1,"zero":0,"minus":-5,"big":9007199254740993,"half":0.5,"large":1e21,"small":0.0000001,"wide":1234567.5,"yes":true,"no":false,"nil":null,
          "list":[10,20,30,40,50],"words":["a","b","c"],"none":[],"nothing":{},"nulls":[null,1,null],"mixed":[1,"two",3.5,true,null,{"k":"v"},[7]],
          "nested":[[1,2],[3,4],[]],"reversed":[[],[5,6]],
          "items":[
           {"name":"alpha","port":80,"weight":1.5,"on":true,"tags":["x","y"],"meta":{"id":"a1"},"data":{"tls.crt":"AA=="}},
           {"name":"beta","port":443,"weight":2.5,"on":false,"tags":["y"],"meta":{"id":"b2"},"extra":"only here"},
           {"name":"gamma delta","port":8443,"weight":0.25,"on":true,"tags":[],"meta":{"id":"c3"},"nil":null}],
          "single":{"deep":{"deeper":{"deepest":"bottom"}}},
          "quote":"it's \"quoted\"","zebra":{"b":1,"a":{"d":[1,{"z":"<","y":null}],"c":2.50}}}}
        """;

    private static readonly string[] Templates =
    [
        "", "text only", "{}", "{.}", "{$}", "{@}", "{.kind}", "{$.kind}", "{@.kind}", "{ .kind }", "{.kind }{.apiVersion}", "a{.kind}b{.metadata.name}c",
        "{.metadata.annotations}", "{.metadata.annotations.a\\.b/c}", "{.metadata.annotations['a\\.b/c']}", "{.metadata.annotations['a.b/c']}", "{.metadata['name']}",
        "{['metadata']['name']}", "{.metadata['name','labels']}", "{.metadata['name', 'missing']}", "{.metadata[name]}", "{.metadata[\"name\"]}", "{.metadata['name}",
        "{.spec.text}", "{.spec.empty}", "{.spec.html}", "{.spec.lines}", "{.spec.unicode}", "{.spec.quote}", "{.spec.zebra}", "{.spec.nothing}", "{.spec.none}",
        "{.spec.one}", "{.spec.zero}", "{.spec.minus}", "{.spec.big}", "{.spec.half}", "{.spec.large}", "{.spec.small}", "{.spec.wide}", "{.spec.yes}", "{.spec.no}", "{.spec.nil}", "{.spec.nulls}", "{.spec.mixed}",
        "{.spec['large','small','wide','half']}", "{.missing}", "{.spec.missing.more}", "{.spec.text.more}", "{.spec.list.more}", "{.spec.nil.more}",
        "{.spec.list[0]}", "{.spec.list[4]}", "{.spec.list[5]}", "{.spec.list[-1]}", "{.spec.list[-5]}", "{.spec.list[-6]}", "{.spec.list[]}", "{.spec.list[:]}", "{.spec.list[*]}", "{.spec.list.*}",
        "{.spec.list[1:3]}", "{.spec.list[1:]}", "{.spec.list[:2]}", "{.spec.list[:-1]}", "{.spec.list[-2:]}", "{.spec.list[-3:-1]}", "{.spec.list[::2]}", "{.spec.list[1::2]}", "{.spec.list[0:5:3]}", "{.spec.list[3:1]}", "{.spec.list[2:2]}",
        "{.spec.list[0:6]}", "{.spec.list[::0]}", "{.spec.list[::-1]}", "{.spec.list[0,2]}", "{.spec.list[0, -1]}", "{.spec.list[0:2,4]}", "{.spec.list[1:2:3:4]}", "{.spec.list[a]}", "{.spec.list[-]}", "{.spec.list[+1]}", "{.spec.list[1.5]}", "{.spec.list[99999999999999999999]}", "{.spec.list[0,9]}", "{.spec.list[ 0 ]}", "{.spec.list[0,]}",
        "{.spec.none[0]}", "{.spec.none[*]}", "{.spec.none[-1]}", "{.spec.text[0]}", "{.spec.one[*]}", "{.spec.nil[*]}", "{.spec.items.name}", "{.spec.nested[*]}", "{.spec.nested[*][*]}", "{.spec.nested[*][0]}", "{.spec.reversed[*][*]}", "{.spec.nested[0:2][1]}", "{.spec.nulls[*]}", "{.spec.mixed[*]}", "{.spec.mixed[*].k}",
        "{.spec.items[*].name}", "{.spec.items[*].tags}", "{.spec.items[*].tags[*]}", "{.spec.items[*].meta.id}", "{.spec.items[*].extra}", "{.spec.items[*].nil}", "{.spec.items[*]['name','port']}", "{.spec.items[*]['meta.id']}", "{.spec.items[0].data.tls\\.crt}", "{.spec.items[0].data['tls\\.crt']}", "{.spec.items[*].missing}", "{.spec.items[0].*}".Replace("[0].*", "[0].meta.*", StringComparison.Ordinal), "{.metadata.labels.*}", "{.spec.text.*}",
        "{.spec.items[?(@.name==\"beta\")].port}", "{.spec.items[?(@.name=='beta')].port}", "{.spec.items[?(@.name!=\"beta\")].port}", "{.spec.items[?(@.port==443)].name}", "{.spec.items[?(@.port>80)].name}", "{.spec.items[?(@.port>=443)].name}", "{.spec.items[?(@.port<443)].name}", "{.spec.items[?(@.port<=443)].name}",
        "{.spec.items[?(@.weight>1.0)].name}", "{.spec.items[?(@.weight>1)].name}", "{.spec.items[?(@.weight==2.5)].name}", "{.spec.items[?(@.port==443.0)].name}", "{.spec.items[?(@.port=='443')].name}", "{.spec.items[?(@.on==true)].name}", "{.spec.items[?(@.on!=true)].name}", "{.spec.items[?(@.on<true)].name}", "{.spec.items[?(@.name>\"alpha\")].name}", "{.spec.items[?(@.name<=\"beta\")].name}",
        "{.spec.items[?(@.extra)].name}", "{.spec.items[?(@.nil)].name}", "{.spec.items[?(@.tags[0])].name}", "{.spec.items[?(@['name','extra'])].name}", "{.spec.items[?(@.name[0])].name}", "{.spec.items[?(@.extra.more)].name}", "{.spec.items[?(@.tags[0]==\"y\")].name}", "{.spec.items[?(@.tags[*]==\"y\")].name}", "{.spec.items[?(@.meta.id==\"b2\")].name}", "{.spec.items[?(@.meta==1)].name}", "{.spec.items[?(@.nil==1)].name}", "{.spec.items[?(@.extra==\"only here\")].name}", "{.spec.items[?(@.missing)].name}", "{.spec.items[?(@.name==@.name)].name}", "{.spec.items[?(\"beta\"==@.name)].name}",
        "{.spec.list[?(@>20)]}", "{.spec.list[?(@==20)]}", "{.spec.list[?(@!=20)]}", "{.spec.words[?(@==\"b\")]}", "{.spec.words[?(@=='b')]}", "{.spec.mixed[?(@==1)]}", "{.spec.mixed[?(@.k)]}", "{.spec.mixed[?(@.k==\"v\")]}", "{.spec.nested[?(@[0]==3)]}", "{.spec.single[?(@.deep)]}", "{.spec.text[?(@.a)]}", "{.spec.nil[?(@.a)]}", "{.spec.none[?(@.a)]}",
        "{.spec.items[?(@.port=443)].name}", "{.spec.items[?(@.port===443)].name}", "{.spec.items[?(@.port=~443)].name}", "{.spec.items[?(@.port==)].name}", "{.spec.items[?(==443)].name}", "{.spec.items[?()].name}", "{.spec.items[?(@.name==\"a)b\")].name}", "{.spec.items[?(@.name==\"a\\\"b\")].name}", "{.spec.items[?(@.name==beta)].name}", "{.spec.items[?(@.name==\"beta\"].name}", "{.spec.items[?(@.name==\"beta\")}", "{.spec.items[?(@.name==\"beta)].name}", "{.spec.items[?(@.port > 80)].name}", "{.spec.items[?( @.port == 80 )].name}", "{.spec.items[?(@.port==-5)]}", "{.spec.items[?(@.port==+443)].name}", "{.spec.items[?(@.port==80&&@.on==true)].name}",
        "{range .spec.items[*]}{.name}{\"\\n\"}{end}", "{range .spec.items[*]}{.name}={.port};{end}done", "{range .spec.items[*]}[{.name}, {.tags}] {end}", "{range .spec.items[*]}{.name}:{range .tags[*]}{@},{end};{end}", "{range .spec.items[*]}{range .tags[*]}{.}{end}{end}", "{range.spec.items[*]}{.name}{end}", "{range .spec.none[*]}{.name}{end}after", "{range .spec.missing[*]}{.name}{end}after", "{range .spec.none[*]}{.a[0]}{end}after",
        "{range .spec.nulls[*]}<{@}>{end}", "{range .spec.nulls[*]}<{.x}>{end}", "{range .spec.list[*]}{@}{\" \"}{end}", "{range .spec.items[?(@.port>80)]}{.name}{\"\\t\"}{end}", "{range .spec.items[*]}{$.name}{end}", "{range .spec.items[*]}{.name}", "{range .spec.items[*]}a{.missing}b{end}", "{end}", "{range .spec.items[*]}{.name}{end}{end}", "{range}{.kind}{end}", "{range .spec.items[*]}{end}x", "{range .spec.items[*]}{.name}{end}{range .spec.words[*]}{@}{end}", "{range .spec.none[*]}{range .b[*]}{.c}{end}{end}z", "{range .kind}{@}{end}", "{range .spec.nested[*]}{range @[*]}{@}{end}|{end}", "{range .spec.items[*].tags}{@}{end}", "{range .spec.items[0,1]}{.name}{end}", "{range .spec.mixed[*]}<{@}>{end}",
        "{\"\\n\"}", "{'single'}", "{\"dou\\\"ble\"}", "{'sin\\'gle'}", "{\"a'b\"}", "{'a\"b'}", "{\"\\t\\\\x\\u00e9\\x41\\101\"}", "{\"\\xc3\\xa9\"}", "{\"\\q\"}", "{\"unclosed}", "{\"a\" \"b\"}", "{\"a\"}{\"b\"}", "{\"\"}", "{5}", "{-5}", "{1.5}", "{+5}", "{1.}", "{.5}", "{1.2.3}", "{-}", "{true}", "{false}", "{nil}", "{foo}", "{5 6}", "{.kind 5}", "{.spec.words[*] 5}", "{.spec.words[*] true}", "{.kind \"x\"}", "{1e3}", "{1000000.0}", "{99999999999999999999}",
        "{..name}", "{..id}", "{..deepest}", "{.spec..deepest}", "{.spec.single..}", "{..missing}", "{.spec.single..*}", "{.spec.items..id}", "{...name}", "{....name}", "{.spec..[0]}", "{.spec.nested..[0]}", "{..items[*].name}", "{..items[?(@.port==80)].name}", "{.spec.words..}", "{.metadata.labels..}", "{.. name}", "{..['deepest']}",
        "{.kind", "{", "}", "a}b", "{{.kind}}", "{.kind}}", "{.ki{nd}", "{.kind\n}", "{\n.kind}", "{#}", "{.kind|upper}", "{,}", "{:}", "{(}", "{]}", "{[}", "{[0]}", "{[*]}", "{[?(@.kind)]}", "{*}", "{.*.name}", "{.\\kind}", "{.ki\\nd}", "{.metadata.}", "{.metadata..}".Replace("metadata", "metadata.labels", StringComparison.Ordinal), "{.metadata. name}", "{.metadata .name}", "{.metadata$.name}", "{.metadata@.name}", "{.metadata,.name}", "{.spec.list[0}", "{.spec.list[0]]}", "{.spec.list[0].}", "{.spec.list.[0]}", "{.spec.é}", "{é}", "{_}", "{.metadata.name}\\n", "{.metadata.name}{'\\n'}", "{ }", "{  .kind  .missing }",
    ];

    private static readonly string[] Steps =
    [
        ".spec", ".spec.items", ".spec.list", ".spec.nested", ".spec.mixed", ".metadata", ".name", ".port", ".tags", ".meta", ".id", ".missing", ".*", "..", "..name", "..id", "[0]", "[1]", "[-1]",
        "[5]", "[*]", "[:]", "[1:]", "[:1]", "[0:3:2]", "['name']", "['name','port']", "[0,1]", "[?(@.name)]", "[?(@.port>80)]", "[?(@.port==443)]", "[?(@>1)]", "[?(@.on==true)]", "[?(@.name!=\"beta\")]", " ", "@", "$", " 5", " \"q\"", "]", ",", "'",
    ];

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Templates_give_what_they_give_in_kubectl(bool allowMissingKeys) => await CompareAsync([.. Templates.Distinct()], allowMissingKeys);

    [Fact]
    public async Task Generated_templates_give_what_they_give_in_kubectl()
    {
        var draws = new Draws(19470215);
        var templates = new List<string>();
        while (templates.Count < 400)
        {
            templates.Add(Generate(draws));
        }

        await CompareAsync([.. templates.Distinct()], allowMissingKeys: true);
    }

    private static string Generate(Draws draws)
    {
        // Most begin where something is, so that not everything ends in "not found".
        string Expression() => draws.Of(".spec.items", ".spec.items[*]", ".spec.list", ".spec.nested[*]", ".spec.mixed", ".metadata", ".spec.items[1]") +
            string.Concat(Enumerable.Range(0, draws.Next(3)).Select(_ => draws.Of<string>(Steps)));
        return draws.Next(4) switch
        {
            0 => $"{{range {Expression()}}}<{{{draws.Of(".name", "@", ".tags", ".tags[*]", ".port", ".meta.id", "[0]")}}}>{{end}}",
            1 => $"{{{Expression()}}}-{{{Expression()}}}",
            _ => $"{{{Expression()}}}",
        };
    }

    private static async Task CompareAsync(string[] templates, bool allowMissingKeys)
    {
        using var document = JsonDocument.Parse(Document);
        var disagreements = new List<string>();
        var rendered = new List<(string Template, string Output)>();
        var alone = new List<(string Template, string? Output)>();
        foreach (var template in templates)
        {
            var output = Render(template, document.RootElement, allowMissingKeys);
            if (output is null || IsOpenEnded(template))
            {
                alone.Add((template, output));
            }
            else
            {
                rendered.Add((template, output));
            }
        }

        foreach (var batch in rendered.Chunk(40))
        {
            var answer = await AskAsync(string.Join(Separator, batch.Select(one => one.Template)), allowMissingKeys);
            var outputs = answer.Out.Split(Separator);
            if (answer.ExitCode != 0 || outputs.Length != batch.Length)
            {
                alone.AddRange(batch.Select(one => (one.Template, (string?)one.Output)));
                continue;
            }

            disagreements.AddRange(batch.Zip(outputs).Where(pair => !AreSame(pair.First.Template, pair.First.Output, pair.Second))
                .Select(pair => $"{pair.First.Template} -> {pair.First.Output} | kubectl: {pair.Second}"));
        }

        foreach (var (template, output) in alone)
        {
            var answer = await AskAsync(template, allowMissingKeys);
            var theirs = answer.ExitCode == 0 ? answer.Out : null;
            if (output is null != theirs is null || (theirs is not null && !AreSame(template, output ?? string.Empty, theirs)))
            {
                disagreements.Add($"{template} -> {output ?? "(error)"} | kubectl: {theirs ?? answer.Error}");
            }
        }

        Assert.True(disagreements.Count == 0, string.Join("\n", disagreements));
    }

    /// <summary>Go goes through an object in random order: there, only the letters are compared.</summary>
    private static bool AreSame(string template, string ours, string theirs) =>
        ours == theirs || ((template.Contains("..", StringComparison.Ordinal) || template.Contains(".*", StringComparison.Ordinal)) &&
            ours.Order().SequenceEqual(theirs.Order()));

    /// <summary>What would change the meaning of the template after it.</summary>
    private static bool IsOpenEnded(string template) =>
        template.Split("{range").Length != template.Split("{end").Length || template.Contains(Separator, StringComparison.Ordinal) || template.Length == 0;

    private static string? Render(string template, JsonElement document, bool allowMissingKeys)
    {
        try
        {
            return JsonPathTemplate.Parse(template).Render(document, allowMissingKeys);
        }
        catch (JsonPathException)
        {
            return null;
        }
    }

    private static async Task<KubectlAnswer> AskAsync(string template, bool allowMissingKeys)
    {
        var answer = await Kubectl.PatchAsync(
            Document, "jsonpath=" + template, arguments: $"--allow-missing-template-keys={(allowMissingKeys ? "true" : "false")}");
        return answer with { Out = answer.Out.Replace("<nil>", "null", StringComparison.Ordinal) }; // as kubectl before 1.29 prints null
    }
}
