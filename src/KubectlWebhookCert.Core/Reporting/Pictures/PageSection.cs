using KubectlWebhookCert.Core.Model;

namespace KubectlWebhookCert.Core.Reporting.Pictures;

/// <summary>What a page shows of one object.</summary>
/// <param name="Title">The object.</param>
/// <param name="State"><c>error</c>, <c>warning</c>, <c>unknown</c> or <c>sound</c>.</param>
/// <param name="Found">The state in words.</param>
/// <param name="Causes">Codes of root causes.</param>
/// <param name="Configuration">The configuration; null for a holder of trust.</param>
/// <param name="Chains">Its chains.</param>
/// <param name="WriteFindings">Writes what was found; writes nothing where nobody judged.</param>
internal sealed record PageSection(
    string Title,
    string State,
    string Found,
    ValueList<string> Causes,
    WebhookConfiguration? Configuration,
    ValueList<TrustChain> Chains,
    Action<Markup> WriteFindings);
