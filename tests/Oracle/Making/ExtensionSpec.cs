namespace KubectlWebhookCert.Tests.Oracle;

/// <summary>An extension to write.</summary>
/// <param name="Oid">Its identifier.</param>
/// <param name="Critical">Whether it is critical.</param>
/// <param name="Value">DER.</param>
internal sealed record ExtensionSpec(string Oid, bool Critical, byte[] Value);
