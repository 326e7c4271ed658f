using KubectlWebhookCert.Core.Model;
using KubectlWebhookCert.Core.Served;

namespace KubectlWebhookCert.Core.Rules;

/// <summary>One place that a webhook is called at, and what came of asking it.</summary>
/// <param name="Request">What was to be asked.</param>
/// <param name="Endpoint">The endpoint of the webhook's Service; null for the host of a URL.</param>
/// <param name="Probed">What came of it; null where nobody did.</param>
/// <param name="Chain">What it presents, judged; null where it presents nothing.</param>
internal sealed record ServedEndpoint(ProbeRequest Request, Endpoint? Endpoint, ProbedEndpoint? Probed, ServedChain? Chain)
{
    /// <summary>Whether the API server may be routed to it.</summary>
    public bool IsReady => Endpoint?.Ready ?? true;

    /// <summary>What came of it; null where it was not asked.</summary>
    public ProbeAnswer? Answer => Probed?.Answer is ProbeAnswer.NotAsked ? null : Probed?.Answer;

    /// <summary>Why it was not asked; null where it was.</summary>
    public string? WhyNotAsked => Probed switch
    {
        null => "it was not asked",
        { Answer: ProbeAnswer.NotAsked unasked } => unasked.Why,
        _ => null,
    };
}
