namespace KubectlWebhookCert.Core.Keepers;

/// <summary>A field that a keeper may overwrite, as Argo CD is told to leave it alone.</summary>
/// <param name="Name">For people: <c>data</c>, <c>caBundle</c>.</param>
/// <param name="Pointer">The start of a JSON pointer to it.</param>
/// <param name="Ending">The end of a JSON pointer to it, or empty.</param>
/// <param name="Expression">What a jq expression for it contains.</param>
/// <param name="Ignoring">The YAML that leaves it alone.</param>
internal sealed record KeptField(string Name, string Pointer, string Ending, string Expression, string Ignoring)
{
    /// <summary>A Secret's data.</summary>
    public static readonly KeptField Data = new("data", "/data", string.Empty, ".data", "jsonPointers: [/data]");

    /// <summary>The bundles of an admission configuration.</summary>
    public static readonly KeptField Bundles =
        new("caBundle", "/webhooks", "/caBundle", "caBundle", "jqPathExpressions: ['.webhooks[]?.clientConfig.caBundle']");

    /// <summary>The bundle of a definition with a conversion webhook.</summary>
    public static readonly KeptField Conversion = new(
        "caBundle", "/spec/conversion", "/caBundle", "caBundle", "jsonPointers: [/spec/conversion/webhook/clientConfig/caBundle]");

    /// <summary>The bundle of an aggregated API.</summary>
    public static readonly KeptField Aggregation = new("caBundle", "/spec/caBundle", string.Empty, "caBundle", "jsonPointers: [/spec/caBundle]");

    /// <summary>Whether a JSON pointer is to the field, to a part of it, or to something that holds it.</summary>
    public bool IsPointedAt(string pointer) =>
        pointer == Pointer || (pointer.StartsWith(Pointer + "/", StringComparison.Ordinal) && pointer.EndsWith(Ending, StringComparison.Ordinal));
}
