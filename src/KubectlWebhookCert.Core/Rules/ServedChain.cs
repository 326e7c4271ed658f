using KubectlWebhookCert.Core.Model;
using KubectlWebhookCert.Core.Served;
using KubectlWebhookCert.Core.Validation;
using KubectlWebhookCert.X509;
using KubectlWebhookCert.X509.Verification;

namespace KubectlWebhookCert.Core.Rules;

/// <summary>Certificates as endpoints present them, with the API server's verdict. Endpoints that present the same share one.</summary>
internal sealed class ServedChain
{
    private ServedChain(ProbeAnswer.Presented presented, ValueList<Reason> reasons)
    {
        Presented = presented;
        Reasons = reasons;
        Leaf = presented.Leaf;
    }

    public ProbeAnswer.Presented Presented { get; }

    /// <summary>What is presented first; null where it cannot be read.</summary>
    public Certificate? Leaf { get; }

    /// <summary>Why a call that meets it is refused: what is reported first, then what would come next; none where it is taken.</summary>
    public ValueList<Reason> Reasons { get; }

    public bool IsRefused => Reasons.Count > 0;

    /// <summary>The leaf on one line, or words where it cannot be read.</summary>
    public string Text => Leaf is null ? "a certificate that cannot be read" : Facts.Short(Leaf);

    /// <summary>Judges what was presented as a call of one webhook would.</summary>
    public static ServedChain Of(Webhook webhook, ProbeAnswer.Presented presented, ValidationOptions options)
    {
        if (webhook.InsecureSkipTlsVerify)
        {
            return new ServedChain(presented, []);
        }

        var verdict = Verification.Judge(webhook, presented.Raw.Select(certificate => certificate.Der), options);
        var reasons = verdict is VerificationResult.Refused refused ? refused.Further.Prepend(refused.Reason) : [];
        return new ServedChain(presented, reasons.Where(reason => !IsOpen(webhook, reason)).ToValueList());
    }

    // without a bundle the system's roots count, which nobody knows from here; they may well know the host of a URL
    private static bool IsOpen(Webhook webhook, Reason reason) =>
        reason is Reason.UnknownAuthority && webhook is { CaBundle.IsEmpty: true, Calls: WebhookCall.ByUrl };
}
