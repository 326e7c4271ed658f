namespace KubectlWebhookCert.Tests.Cluster;

/// <summary>A request that changes something, or would if it were no dry run.</summary>
/// <param name="Number">From 1, in the order in which the proxy had them whole.</param>
/// <param name="Method">POST, PUT, PATCH or DELETE.</param>
/// <param name="Path">Without the query.</param>
/// <param name="Query">Without the question mark.</param>
/// <param name="IsDryRun">By query or, for DELETE, by the options in its body.</param>
internal sealed record ProxiedWrite(int Number, string Method, string Path, string Query, bool IsDryRun);
