namespace KubectlWebhookCert.Core.Served;

/// <summary>One endpoint and what came of asking it.</summary>
/// <param name="Request">What was asked.</param>
/// <param name="Way">How; null where it was not asked at all.</param>
/// <param name="Answer">What came of it.</param>
public sealed record ProbedEndpoint(ProbeRequest Request, ProbeWay? Way, ProbeAnswer Answer);
