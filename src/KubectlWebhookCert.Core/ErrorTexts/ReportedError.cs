namespace KubectlWebhookCert.Core.ErrorTexts;

/// <summary>One error as somebody has it in hand, taken apart. What the text does not say is null.</summary>
/// <param name="Form">Who reported it.</param>
/// <param name="Tail">The cause, without <c>tls: failed to verify certificate: </c>; empty where the text was cut off before it.</param>
/// <param name="Excerpt">The line as it was given, trimmed; of a very long line the message alone.</param>
public sealed record ReportedError(ReportedForm Form, string Tail, string Excerpt)
{
    /// <summary>The admission webhook's name: letters, digits, dots, dashes and underscores only.</summary>
    public string? WebhookName { get; init; }

    /// <summary>The object that the error is about where it is named, as a target is written: <c>vwc/NAME</c>, <c>crd/NAME</c>.</summary>
    public string? Configuration { get; init; }

    /// <summary>Namespace of the Service that was called.</summary>
    public string? ServiceNamespace { get; init; }

    /// <summary>Name of the Service that was called.</summary>
    public string? ServiceName { get; init; }

    /// <summary>Port of the Service, or of the URL.</summary>
    public int? Port { get; init; }

    /// <summary>The URL that was called, without the timeout that the API server adds.</summary>
    public string? Address { get; init; }

    /// <summary>What was to be converted: <c>example.com/v1, Kind=Widget</c>.</summary>
    public string? Kind { get; init; }

    /// <summary>The APIService: <c>v1.example.com</c>.</summary>
    public string? ApiService { get; init; }

    /// <summary>Who called the webhook's server, with the port.</summary>
    public string? ClientAddress { get; init; }
}
