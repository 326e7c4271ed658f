using System.Globalization;
using KubectlWebhookCert.X509;
using KubectlWebhookCert.X509.Verification;

namespace KubectlWebhookCert.Core.Rules.ServingCertificates;

// RFC 5280 §4.1.2.2: "The serial number MUST be a positive integer ... Conforming CAs MUST NOT use serialNumber values longer than 20 octets."

/// <summary>serial-invalid: a serial number that is negative or too long.</summary>
internal static class SerialInvalid
{
    private const string Code = "serial-invalid";
    private const int MostOctets = 20;

    public static readonly Rule Rule = new(
        Code,
        Severity.Error,
        RuleGroup.ServingCertificate,
        "a served certificate has a negative or too long serial number",
        "API servers since Kubernetes 1.32 (Go 1.23) cannot read a certificate whose serial number is negative: home-made CAs draw random octets and "
        + "forget that the first bit is a sign. Such a webhook breaks when the cluster is upgraded. More than 20 octets are against RFC 5280 and do no harm "
        + "so far. Serial numbers 0 and 1, as cert-controller uses them, are fine.",
        ["issue the certificate again: kubectl webhook-cert rotate TYPE/NAME"])
    {
        Source = "RFC 5280 §4.1.2.2",
        Check = Check,
    };

    private static Verdict Check(WebhookFacts facts) => facts.OfLeaf(leaf =>
    {
        Certificate[] served = [leaf.Certificate, .. leaf.Chain];
        var refused = facts.ReasonsOf(Code).OfType<Reason.CertificateMalformed>().ToList();
        return served.Select((certificate, position) =>
            refused.Find(reason => reason.Position == position) is { } reason
                ? Of(facts, certificate, "negative, which the API server cannot read") with { ApiServerText = reason.Text }
                : Admitted(facts, certificate))
            .OfType<Fault>();
    });

    private static Fault? Admitted(WebhookFacts facts, Certificate certificate) => certificate.SerialNumber switch
    {
        { Sign: < 0 } => Of(facts, certificate, "negative, which newer API servers cannot read") with { Severity = Severity.Warning },
        var serial when serial.GetByteCount() is > MostOctets and var octets => Of(
            facts, certificate, string.Create(CultureInfo.InvariantCulture, $"{octets} octets long, and {MostOctets} are allowed")) with
        {
            Severity = Severity.Info,
        },
        _ => null,
    };

    private static Fault Of(WebhookFacts facts, Certificate certificate, string what)
    {
        var fault = facts.CertificateFault(certificate, name => $"the serial number of {name} is {what}");
        return fault with { Evidence = [.. fault.Evidence, new("serial number", certificate.SerialHex)] };
    }
}
