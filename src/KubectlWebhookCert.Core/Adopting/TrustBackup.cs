using KubectlWebhookCert.Core.Model;

namespace KubectlWebhookCert.Core.Adopting;

/// <summary>What holders of trust held before they were adopted.</summary>
/// <param name="Namespace">The namespace of the Secret that keeps it.</param>
/// <param name="Name">The name of the Secret that keeps it.</param>
/// <param name="Taken">When, UTC.</param>
/// <param name="Places">Each place, with what it held and what was put there.</param>
public sealed record TrustBackup(string Namespace, string Name, DateTimeOffset Taken, ValueList<KeptTrust> Places);

/// <summary>One place in a backup.</summary>
/// <param name="Place">Where.</param>
/// <param name="Before">What it held.</param>
/// <param name="After">What was put there.</param>
public sealed record KeptTrust(HolderPlace Place, CaBundle Before, CaBundle After);
