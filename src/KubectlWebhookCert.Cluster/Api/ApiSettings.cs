namespace KubectlWebhookCert.Cluster.Api;

/// <summary>How requests are made, apart from where to and as whom.</summary>
public sealed record ApiSettings
{
    /// <summary>This program's version, for the <c>User-Agent</c>.</summary>
    public required string Version { get; init; }

    /// <summary><c>--request-timeout</c>: how long one request may take, repetitions included; null or zero: as long as it takes.</summary>
    public TimeSpan? RequestTimeout { get; init; }

    /// <summary>The only source of time.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>Reads an environment variable (<c>HTTPS_PROXY</c> and its like).</summary>
    public Func<string, string?> GetVariable { get; init; } = Environment.GetEnvironmentVariable;

    /// <summary><c>-v</c>: 6 requests, 7 their headers, 8 bodies cut short, 9 whole bodies.</summary>
    public int Verbosity { get; init; }

    /// <summary>Where requests are logged; null: nowhere.</summary>
    public TextWriter? Log { get; init; }
}
