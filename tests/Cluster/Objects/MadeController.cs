namespace KubectlWebhookCert.Tests.Cluster;

/// <summary>What controls another object, as `ownerReferences` names it.</summary>
public sealed record MadeController(string ApiVersion, string Kind, string Name, string Uid);
