namespace KubectlWebhookCert.Core.Planning;

/// <summary>How Secret and bundles were before a rotation.</summary>
/// <param name="Namespace">The namespace of the Secret that keeps it.</param>
/// <param name="Name">The name of the Secret that keeps it.</param>
/// <param name="Taken">When, UTC.</param>
/// <param name="Scope">What was there.</param>
public sealed record RotationBackup(string Namespace, string Name, DateTimeOffset Taken, RotationScope Scope);
