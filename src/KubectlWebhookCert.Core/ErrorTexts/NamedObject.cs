namespace KubectlWebhookCert.Core.ErrorTexts;

/// <summary>An object as errors of the API name it: <c>apiservices.apiregistration.k8s.io "v1.example.com"</c>.</summary>
/// <param name="Type">Short name of its type, as targets are written; <c>secret</c>.</param>
/// <param name="Name">Its name.</param>
internal sealed record NamedObject(string Type, string Name)
{
    private static readonly (string Start, string Type)[] Types =
    [
        ("validatingwebhookconfiguration", "vwc"), ("mutatingwebhookconfiguration", "mwc"), ("customresourcedefinition", "crd"),
        ("apiservice", "apiservice"), ("secret", "secret"),
    ];

    /// <summary>Whether certificates are in objects of the type; false where the type is another.</summary>
    public bool IsAboutCertificates => Type.Length > 0;

    /// <summary>Reads the type and the quoted name at the start of a text.</summary>
    public static NamedObject? Read(ReadOnlySpan<char> text)
    {
        var open = text.IndexOf('"');
        var close = open < 0 ? -1 : text[(open + 1)..].IndexOf('"');
        if (close < 0 || !DnsName.IsOne(text.Slice(open + 1, close)))
        {
            return null;
        }

        var type = "";
        foreach (var (start, shortName) in Types)
        {
            type = text.StartsWith(start, StringComparison.OrdinalIgnoreCase) ? shortName : type;
        }

        return new NamedObject(type, text.Slice(open + 1, close).ToString());
    }

    /// <summary>The error with the object it is about.</summary>
    public ReportedError Mark(ReportedError error) => Type switch
    {
        "" => error,
        "apiservice" => error with { ApiService = Name },
        _ => error with { Configuration = $"{Type}/{Name}" },
    };
}
