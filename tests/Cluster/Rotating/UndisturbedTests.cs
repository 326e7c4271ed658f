namespace KubectlWebhookCert.Tests.Cluster;

/// <summary>Tests that measure admission requests by the second: nothing runs beside them, or their rate does not hold.</summary>
[CollectionDefinition(nameof(UndisturbedTests), DisableParallelization = true)]
public sealed class UndisturbedTests;
