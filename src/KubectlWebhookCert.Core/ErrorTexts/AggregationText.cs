namespace KubectlWebhookCert.Core.ErrorTexts;

/// <summary>What the aggregator says of an API server that does not answer: in the condition of its APIService, or in a 503.</summary>
/// <remarks>Source: kubernetes/kube-aggregator, status/remote/remote_available_controller.go, and apimachinery's proxy.</remarks>
internal static class AggregationText
{
    private const string FailedWith = " failed with: ";
    private const string Apis = "/apis/";

    /// <summary>What follows <c>failing or missing response from </c>: the URL, then how the request for it failed.</summary>
    public static ReportedError? ReadResponse(ReadOnlySpan<char> before, string rest)
    {
        var call = CalledAddress.Read($"Get {rest}");
        if (call.Address is null)
        {
            return null;
        }

        var error = AdmissionText.Called(ReportedForm.Aggregation, call.Rest);
        return error with
        {
            Address = call.Address,
            ServiceName = call.ServiceName,
            ServiceNamespace = call.ServiceNamespace,
            Port = call.Port,
            ApiService = Announced(before) ?? FromPath(call.Address),
        };
    }

    /// <summary>What follows <c>error trying to reach service: </c>.</summary>
    public static ReportedError? ReadReach(string rest) =>
        CauseText.Clean(rest) is { Length: > 0 } tail ? new ReportedError(ReportedForm.Aggregation, tail, "") : null;

    /// <summary>The name of an APIService: that of <c>metrics.k8s.io/v1beta1</c> is <c>v1beta1.metrics.k8s.io</c>.</summary>
    public static string? NameOf(ReadOnlySpan<char> groupVersion)
    {
        var slash = groupVersion.IndexOf('/');
        if (slash <= 0)
        {
            return null;
        }

        var name = $"{groupVersion[(slash + 1)..]}.{groupVersion[..slash]}";
        return DnsName.IsApiService(name) ? name : null;
    }

    // the controller's log line
    private static string? Announced(ReadOnlySpan<char> before)
    {
        if (!before.EndsWith(FailedWith, StringComparison.Ordinal))
        {
            return null;
        }

        var named = before[..^FailedWith.Length];
        var name = named[(named.LastIndexOf(' ') + 1)..].ToString();
        return DnsName.IsApiService(name) ? name : null;
    }

    private static string? FromPath(string address)
    {
        var path = address.IndexOf(Apis, StringComparison.Ordinal);
        if (path < 0)
        {
            return null;
        }

        var rest = address.AsSpan(path + Apis.Length);
        var group = rest.IndexOf('/');
        var end = group < 0 ? -1 : rest[(group + 1)..].IndexOf('/');
        return NameOf(end < 0 ? rest : rest[..(group + 1 + end)]);
    }
}
