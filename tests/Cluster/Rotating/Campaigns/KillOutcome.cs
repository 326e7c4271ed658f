namespace KubectlWebhookCert.Tests.Cluster;

/// <summary>What became of one point of a campaign.</summary>
/// <param name="Point">Where the run was killed.</param>
/// <param name="Wrong">What is not as it should be; none: all is well.</param>
/// <param name="Sent">Admission requests from before the run to after the end.</param>
/// <param name="Failed">Those of them that failed.</param>
internal sealed record KillOutcome(KillPoint Point, IReadOnlyList<string> Wrong, int Sent, int Failed);
