using System.Buffers;

namespace KubectlWebhookCert.Core.ErrorTexts;

/// <summary>A cause without what was called: the end of a message, or the API server's answer to an object it does not take.</summary>
internal static class BareText
{
    private const string Invalid = " is invalid: ";

    /// <summary>Causes that are about certificates or webhooks wherever they stand.</summary>
    private static readonly string[] Certain =
    [
        "x509: ", "unable to load root certificates: ", "no endpoints available for service \"", "no service port ",
        "cannot route to service with ClusterIP", "spec.insecureSkipTLSVerify: Invalid value",
        "tls: failed to parse certificate from server",
    ];

    /// <summary>Causes that any program may report: taken where the line has nothing before them.</summary>
    private static readonly string[] Common =
    [
        "service \"", "remote error: tls: ", "dial tcp", "context deadline exceeded", "connection refused", "connect: connection refused",
        "i/o timeout", "net/http: ", "http: server gave HTTP", "tls: ", "Address is not allowed", "EOF", "unexpected EOF", "read tcp ",
        "connection reset by peer", "Service Unavailable", "proxy error from ", "write tcp ",
    ];

    private static readonly SearchValues<string> CertainValues = SearchValues.Create(Certain, StringComparison.Ordinal);

    /// <summary>The words by which a text may be one of these.</summary>
    public static ReadOnlySpan<string> Markers => (string[])[.. Certain, .. Common, "Post \"https://", "Post https://"];

    public static ReportedError? Read(string text)
    {
        var shown = text.AsSpan().Trim();
        var post = shown.IndexOf("Post ", StringComparison.Ordinal);
        var call = post < 0 ? null : AdmissionText.Called(ReportedForm.Bare, shown[post..].ToString());
        if (call is { ServiceName: not null, Tail.Length: > 0 })
        {
            return call;
        }

        var at = shown.IndexOfAny(CertainValues);
        if (at >= 0)
        {
            return Refused(shown[..at], new ReportedError(ReportedForm.Bare, CauseText.Clean(shown[at..].ToString()), ""));
        }

        return StartsWithCommon(shown) ? new ReportedError(ReportedForm.Bare, CauseText.Clean(shown.ToString()), "") : null;
    }

    // CustomResourceDefinition.apiextensions.k8s.io "widgets.example.com" is invalid: ...
    private static ReportedError Refused(ReadOnlySpan<char> before, ReportedError error)
    {
        var invalid = before.LastIndexOf(Invalid, StringComparison.Ordinal);
        var name = invalid < 0 ? -1 : before[..invalid].LastIndexOf(' ');
        if (name < 0)
        {
            return error;
        }

        var type = before[..name].LastIndexOf(' ') + 1;
        return NamedObject.Read(before[type..])?.Mark(error) ?? error;
    }

    private static bool StartsWithCommon(ReadOnlySpan<char> text)
    {
        foreach (var words in Common)
        {
            if (text.StartsWith(words, StringComparison.Ordinal))
            {
                return text is not ['s', 'e', 'r', 'v', 'i', 'c', 'e', ..] || text.EndsWith(" not found", StringComparison.Ordinal);
            }
        }

        return false;
    }
}
