namespace KubectlWebhookCert.Tests.Cluster;

/// <summary>How an HTTP/1.1 message tells where its body ends (RFC 9112, section 6.3). Closed: the cases below are all there are.</summary>
internal abstract record BodyFraming
{
    private BodyFraming()
    {
    }

    /// <summary>No body when the length is 0.</summary>
    public sealed record Sized(long Length) : BodyFraming;

    public sealed record Chunked : BodyFraming;

    public sealed record UntilTheEnd : BodyFraming;
}
