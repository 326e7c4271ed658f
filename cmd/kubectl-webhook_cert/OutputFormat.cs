using KubectlWebhookCert.Cluster.Kubeconfig;
using KubectlWebhookCert.Core;
using KubectlWebhookCert.Core.Errors;
using KubectlWebhookCert.Core.JsonPath;

namespace KubectlWebhookCert.Commands;

/// <summary>What <c>-o</c> asks for. Closed: the cases below are all there are.</summary>
internal abstract record OutputFormat
{
    private OutputFormat()
    {
    }

    /// <summary>For people: a tree, or a table.</summary>
    /// <param name="Wide">With more columns.</param>
    internal sealed record Human(bool Wide) : OutputFormat;

    /// <summary><c>json</c>.</summary>
    internal sealed record Json : OutputFormat;

    /// <summary><c>yaml</c>.</summary>
    internal sealed record Yaml : OutputFormat;

    /// <summary><c>name</c>: a line per object.</summary>
    internal sealed record Name : OutputFormat;

    /// <summary><c>jsonpath=</c> or <c>jsonpath-file=</c>.</summary>
    /// <param name="Template">The parsed template.</param>
    internal sealed record Path(JsonPathTemplate Template) : OutputFormat;

    /// <summary>A format that only some commands have: <c>junit</c>, <c>markdown</c>, <c>prometheus</c>, <c>mermaid</c>, <c>html</c>.</summary>
    /// <param name="Kind">Which.</param>
    internal sealed record Further(string Kind) : OutputFormat;

    /// <summary>The flag, described.</summary>
    /// <param name="further">The formats that only this command has.</param>
    public static ChoiceOption Flag(params string[] further) => new("--output", "FORMAT", "Output format", Known(further), "-o");

    /// <summary>Reads the flag's value.</summary>
    /// <param name="text">As typed; null without the flag.</param>
    /// <param name="further">The formats that only this command has.</param>
    /// <exception cref="UsageException">Unknown, or a template that does not parse.</exception>
    public static OutputFormat Parse(string? text, params string[] further)
    {
        var (kind, argument) = text?.IndexOf('=', StringComparison.Ordinal) switch
        {
            null => ("table", null),
            < 0 => (text, null),
            var at => (text[..at.Value], text[(at.Value + 1)..]),
        };
        return (kind, argument) switch
        {
            ("table" or "", null) => new Human(Wide: false),
            ("wide", null) => new Human(Wide: true),
            ("json", null) => new Json(),
            ("yaml", null) => new Yaml(),
            ("name", null) => new Name(),
            (_, null) when further.Contains(kind) => new Further(kind),
            ("jsonpath", { Length: > 0 }) => new Path(JsonPathTemplate.Parse(argument)),
            ("jsonpath-file", { Length: > 0 }) => new Path(JsonPathTemplate.Parse(ReadTemplate(argument))),
            ("jsonpath" or "jsonpath-file", _) => throw new UsageException(
                $"template format specified but no template given", $"-o {kind}={(kind == "jsonpath" ? "'{.items[*].name}'" : "FILE")}"),
            ("go-template" or "go-template-file" or "template" or "templatefile", _) => throw new UsageException(
                $"output format \"{kind}\" is not supported", "use -o jsonpath=TEMPLATE, or -o json with a tool of your choice"),
            _ => throw new UsageException($"unable to match a printer suitable for the output format \"{text}\"", ChoiceOption.Hint(kind, Known(further))),
        };
    }

    private static ValueList<string> Known(string[] further) => ["table", "wide", "json", "yaml", "name", "jsonpath=TEMPLATE", "jsonpath-file=FILE", .. further];

    private static string ReadTemplate(string path)
    {
        try
        {
            return File.ReadAllText(path);
        }
        catch (Exception failure) when (FileFailure.Explain(failure, path) is not null)
        {
            throw new UsageException($"cannot read template \"{path}\": {FileFailure.Explain(failure, path)}", null, failure);
        }
    }
}
