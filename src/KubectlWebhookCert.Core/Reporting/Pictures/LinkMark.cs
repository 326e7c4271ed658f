using KubectlWebhookCert.Core.Model;
using KubectlWebhookCert.Core.Rules;

namespace KubectlWebhookCert.Core.Reporting.Pictures;

/// <summary>What is wrong with a link or a node.</summary>
/// <param name="Severity">How bad it is.</param>
/// <param name="Text">A finding's code, or a state in words.</param>
internal sealed record LinkMark(Severity Severity, string Text);

/// <summary>The same, with the place where it belongs.</summary>
/// <param name="Mark">What is wrong.</param>
/// <param name="Link">With which links; null: with the webhook itself.</param>
/// <param name="Where">The object that it is about, which tells links of one kind apart; null: with all of them.</param>
internal sealed record PlacedMark(LinkMark Mark, LinkKind? Link, ObjectRef? Where);
