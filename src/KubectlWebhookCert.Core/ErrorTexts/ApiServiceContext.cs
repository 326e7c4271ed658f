using System.Globalization;

namespace KubectlWebhookCert.Core.ErrorTexts;

/// <summary>The APIService that is being read: its condition says neither which it is nor which Service it calls.</summary>
internal sealed class ApiServiceContext
{
    private string? apiService;
    private int? serviceIndent;
    private string? name;
    private string? namespaceName;
    private int? port;

    /// <summary>Notes <c>name: v1.example.com</c> and of what stands below <c>service:</c>; YAML, JSON or kubectl describe.</summary>
    public void Read(string line)
    {
        if (line.StartsWith("---", StringComparison.Ordinal))
        {
            (apiService, serviceIndent) = (null, null);
            return;
        }

        var shown = line.AsSpan().TrimStart();
        var colon = shown.IndexOf(':');
        if (colon is <= 0 or > 20)
        {
            return;
        }

        var indent = line.Length - shown.Length;
        var key = shown[..colon].Trim("\" ");
        var value = shown[(colon + 1)..].Trim(" \",{");
        if (value.IsEmpty && key.Equals("service", StringComparison.OrdinalIgnoreCase))
        {
            serviceIndent = indent;
        }
        else if (indent > serviceIndent)
        {
            ReadService(key, value);
        }
        else
        {
            serviceIndent = null;
            if (key.Equals("name", StringComparison.OrdinalIgnoreCase) && DnsName.IsApiService(value))
            {
                (apiService, name, namespaceName, port) = (value.ToString(), null, null, null);
            }
        }
    }

    /// <summary>The error with what was read before it.</summary>
    public ReportedError Complete(ReportedError error)
    {
        if (apiService is null || (error.ApiService is not null && error.ApiService != apiService))
        {
            return error;
        }

        return error.ServiceName is null && name is not null
            ? error with { ApiService = apiService, ServiceName = name, ServiceNamespace = namespaceName, Port = port ?? error.Port }
            : error with { ApiService = apiService };
    }

    private void ReadService(ReadOnlySpan<char> key, ReadOnlySpan<char> value)
    {
        if (key.Equals("name", StringComparison.OrdinalIgnoreCase) && DnsName.IsOne(value))
        {
            name = value.ToString();
        }
        else if (key.Equals("namespace", StringComparison.OrdinalIgnoreCase) && DnsName.IsOne(value))
        {
            namespaceName = value.ToString();
        }
        else if (key.Equals("port", StringComparison.OrdinalIgnoreCase)
            && int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
        {
            port = number;
        }
    }
}
