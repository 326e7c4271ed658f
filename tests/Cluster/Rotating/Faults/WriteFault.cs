using System.Net;

namespace KubectlWebhookCert.Tests.Cluster;

/// <summary>What the proxy does to a chosen write. Closed: the cases below are all there are.</summary>
internal abstract record WriteFault
{
    private WriteFault()
    {
    }

    /// <summary>The proxy answers with a Status of this code; the server never learns of the write.</summary>
    public sealed record Answer(HttpStatusCode Status) : WriteFault
    {
        /// <summary>Whole seconds for the `Retry-After` header; null: no such header.</summary>
        public int? RetryAfterSeconds { get; init; }
    }

    /// <summary>The write waits in the proxy, then goes on.</summary>
    public sealed record Delay(TimeSpan Time) : WriteFault;

    /// <summary>The client's connection breaks and the server never learns of the write.</summary>
    public sealed record CutBefore : WriteFault;

    /// <summary>The server answers, and the client's connection breaks before it has that answer.</summary>
    public sealed record CutAfter : WriteFault;

    /// <summary>Calls the test before the server has the write, which then goes on: add CutBefore to keep it from the server.</summary>
    public sealed record CallBefore(Func<ProxiedWrite, CancellationToken, Task> Call) : WriteFault;

    /// <summary>Calls the test when the server has answered and the client does not know yet.</summary>
    public sealed record CallAfter(Func<ProxiedWrite, CancellationToken, Task> Call) : WriteFault;
}
