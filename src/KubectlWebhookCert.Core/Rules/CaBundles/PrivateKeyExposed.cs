using System.Text;
using KubectlWebhookCert.Core.Model;
using KubectlWebhookCert.X509;
using KubectlWebhookCert.X509.Pem;

namespace KubectlWebhookCert.Core.Rules.CaBundles;

/// <summary>private-key-exposed: a private key lies where many may read it.</summary>
internal static class PrivateKeyExposed
{
    public static readonly Rule Rule = new(
        "private-key-exposed",
        Severity.Warning,
        RuleGroup.CaBundle,
        "a private key lies in a CA bundle or a ConfigMap",
        "Webhook configurations and ConfigMaps are read by many who may not read Secrets. Whoever has the key can pose as the webhook, and with a CA's key "
        + "as every webhook that trusts the CA. Taking the key out is not enough: it is known, and has to be replaced.",
        [
            "take the key out of there",
            "make CA and certificate anew, with new keys: kubectl webhook-cert rotate TYPE/NAME --ca",
        ])
    {
        Check = Check,
    };

    private static Verdict Check(WebhookFacts facts)
    {
        if (facts.Webhook.InsecureSkipTlsVerify)
        {
            return Verdict.DoesNotApply;
        }

        IEnumerable<Fault> inBundle = CertificateBundle.Read(facts.Webhook.CaBundle.Bytes.Span).HoldsPrivateKey
            ? [facts.BundleFault("a private key lies in the CA bundle")]
            : [];
        return Verdict.Of(inBundle.Concat(InConfigMaps(facts)));
    }

    private static IEnumerable<Fault> InConfigMaps(WebhookFacts facts) =>
        from name in (facts.Service?.Backends ?? []).SelectMany(backend => MountedConfigMaps.Of(backend.Spec)).Distinct(StringComparer.Ordinal)
        let resource = facts.Snapshot.Find(ResourceTypes.ConfigMap, facts.Service!.Namespace, name)
        where resource is not null
        from value in resource.Json.Properties("data")
        where PemReader.Read(Encoding.UTF8.GetBytes(value.Value.Text() ?? string.Empty)).Blocks.Any(block => block.IsPrivateKey)
        select new Fault($"a private key lies in {value.Name} of {resource.Ref}, which the serving pods mount")
        {
            Where = resource.Ref,
            Field = value.Name,
            Fix = Remedy.ReplaceCa(facts),
        };
}
