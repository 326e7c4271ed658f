namespace KubectlWebhookCert.Core.ErrorTexts;

/// <summary>A Service as a host name names it.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Namespace">Its namespace.</param>
internal sealed record ServiceName(string Name, string Namespace);
