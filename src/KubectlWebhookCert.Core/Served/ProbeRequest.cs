using KubectlWebhookCert.Core.Model;

namespace KubectlWebhookCert.Core.Served;

/// <summary>One place to ask for its certificate. Webhooks that share it are asked about once.</summary>
/// <param name="ServerName">What is asked for (SNI), as the API server does: <c>service.namespace.svc</c>, or the host of a URL.</param>
/// <param name="Address">IP address of an endpoint, or the host of a URL.</param>
/// <param name="Port">The endpoint's own port, not the Service's.</param>
/// <param name="Pod">The pod behind it; null for an address without one and for a URL.</param>
/// <param name="IsUrl">Whether the address is the host of a URL, which is reached from anywhere, and not an endpoint's.</param>
public sealed record ProbeRequest(string ServerName, string Address, int Port, ObjectRef? Pod, bool IsUrl = false);
