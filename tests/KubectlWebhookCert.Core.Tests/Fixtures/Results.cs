using KubectlWebhookCert.Core.Model;
using KubectlWebhookCert.Core.Rules;
using KubectlWebhookCert.Core.Targets;
using KubectlWebhookCert.Core.Validation;
using KubectlWebhookCert.X509.Verification;

namespace KubectlWebhookCert.Core.Tests.Fixtures;

/// <summary>What was found, made by hand: what is printed of it is not to change when a rule does.</summary>
internal static class Results
{
    /// <summary>Everything that could do harm in some format.</summary>
    public const string Hostile = "a\"b'c|d\\e`f\ng\u001b[2Jh]]>i&j<script>k\u202el @all";

    /// <summary>
    /// A root error with two consequences at two webhooks, a webhook that is right, a conversion webhook about which nothing is known, and
    /// a ConfigMap with hostile text.
    /// </summary>
    public static ValidationResult Mixed()
    {
        var ca = Issued.Ca("CN=hook-ca,O=Example");
        var leaf = ca.Leaf("CN=hook", 1, 42, null, "old.web.svc");
        var inventory = new FakeCluster(
            Make.Mutating(
                "guard",
                Make.Entry("a.example.com", "web/hook", ca.Base64, path: "/a"),
                Make.Entry("fine.example.com", "web/hook", ca.Base64, path: "/fine"),
                Make.Entry("b.example.com", "web/hook", ca.Base64, path: "/b")),
            Make.Crd("widgets.example.com", "web/hook"),
            Make.Service("web", "hook", "app=hook"),
            Make.DeploymentPod("web", "hook", "app=hook", Make.PodSpec().Mount("/certs", Make.SecretVolume("hook-tls"))),
            Make.Secret("web", "hook-tls", ("tls.crt", leaf.Pem), ("tls.key", leaf.KeyPem)))
            .Inspect(new Target.Everything());
        var (guard, widgets) = (inventory.Configurations[0], inventory.Configurations[1]);
        return new ValidationResult(
            new ValidationOptions(Judged.Now, ApiServerVersion.Parse("v1.36.2", "go1.26.1")),
            [
                new JudgedSubject(
                    guard.Resource.Ref, guard, [guard.Webhooks[0], guard.Webhooks[2]], string.Empty, [NameMismatch(), Hidden()], []),
                new JudgedSubject(guard.Resource.Ref, guard, [guard.Webhooks[1]], string.Empty, [], []),
                new JudgedSubject(
                    widgets.Resource.Ref,
                    widgets,
                    widgets.Webhooks,
                    string.Empty,
                    [],
                    [new Unknown("Secret web/hook-tls could not be read", ["key-mismatch", "leaf-expired"])]),
                new JudgedSubject(new ObjectRef("ConfigMap", "team one", "root-ca"), null, [], "ca.crt", [Stale()], []),
            ],
            [
                new Unreadable(
                    ResourceTypes.Secret, "get", "web", "hook-tls", UnreadableReason.Forbidden, "secrets \"hook-tls\" is forbidden"),
            ]);
    }

    private static Finding NameMismatch() => new(
        Rule("san-mismatch", Severity.Error, RuleGroup.ServingCertificate),
        Severity.Error,
        new Fault("the serving certificate is valid for old.web.svc, not hook.web.svc")
        {
            Where = new ObjectRef("Secret", "web", "hook-tls"),
            Field = "tls.crt",
            Evidence = [new Evidence("certificate", "CN=hook"), new Evidence("names", "old.web.svc")],
            ApiServerText = "tls: failed to verify certificate: x509: certificate is valid for old.web.svc, not hook.web.svc",
            Fix = "kubectl webhook-cert rotate mutatingwebhookconfiguration/guard",
        },
        IsReported: true,
        [
            new Finding(
                Rule("ca-mismatch", Severity.Error, RuleGroup.CaBundle),
                Severity.Error,
                new Fault("nothing in the CA bundle signs the serving certificate")
                {
                    Field = "clientConfig.caBundle",
                    ApiServerText = "tls: failed to verify certificate: x509: certificate signed by unknown authority",
                },
                IsReported: false,
                [
                    new Finding(
                        Rule("owner-conflict", Severity.Warning, RuleGroup.Secret), Severity.Warning, new Fault("two writers"), false, []),
                ]),
        ]);

    private static Finding Hidden() => new(
        Rule("failures-hidden", Severity.Info, RuleGroup.Configuration), Severity.Info, new Fault("failures are ignored"), false, []);

    private static Finding Stale() => new(
        Rule("trust-stale-ca", Severity.Warning, RuleGroup.Trust),
        Severity.Warning,
        new Fault(Hostile) { Evidence = [new Evidence("CA", Hostile)], Fix = Hostile },
        IsReported: false,
        []);

    private static Rule Rule(string code, Severity severity, RuleGroup group) => new(code, severity, group, "summary", "Explanation.", []);
}
