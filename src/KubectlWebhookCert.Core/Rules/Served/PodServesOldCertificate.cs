using KubectlWebhookCert.Core.Model;
using KubectlWebhookCert.X509.Verification;

namespace KubectlWebhookCert.Core.Rules.Served;

/// <summary>pod-serves-old-certificate: the Secret was renewed, and a pod still serves what was in it before.</summary>
internal static class PodServesOldCertificate
{
    public static readonly Rule Rule = new(
        "pod-serves-old-certificate",
        Severity.Warning,
        RuleGroup.Served,
        "a pod serves an older certificate than its Secret holds",
        "The certificate in the Secret was replaced and the pod goes on with the one it had. A program that reads its files only when it starts never "
        + "takes up a new one; nor does a container that mounts the Secret by subPath or as environment variables. The old certificate may be trusted "
        + "for now; one day it has expired, or its CA is gone from the bundle, and calls that meet this pod fail. After a renewal a kubelet takes up to "
        + "about 90 seconds to bring the new files to the pod.",
        [
            "see which pods serve which certificate: kubectl webhook-cert inspect TYPE/NAME",
            "restart the pods: kubectl rollout restart deployment/NAME -n NAMESPACE",
            "next time renew and restart in one go: kubectl webhook-cert rotate TYPE/NAME --restart always",
            "let the program read its files again when they change, and mount the whole Secret instead of a subPath",
        ])
    {
        CausedBy = ["secret-mounted-subpath"],
        Check = Check,
    };

    private static Verdict Check(WebhookFacts facts) => facts.Leaf is null
        ? facts.Endpoints.Judge(_ => []) is Verdict.NotApplicable ? Verdict.DoesNotApply : new Verdict.CannotTell(Missing.Leaf(facts))
        : facts.Endpoints.Judge(_ => facts.Endpoints.Old.Select(old => Fault(facts, facts.Webhook.ServingSecret!.Resource!, old)));

    private static Fault Fault(WebhookFacts facts, KubernetesObject secret, OldCertificate old)
    {
        var reading = SecretReading.Of(facts, secret.Ref, old.Workload);
        var changed = OldCertificates.Changed(secret);
        var mayCome = reading.IsOnItsWay(facts);
        var serves = EndpointNames.With(old.Endpoints, "serves", "serve");
        var message = $"{serves} an old certificate{State(facts, old)}, and {secret.Ref} holds a newer one";
        return new Fault(mayCome ? $"{message} since less than {Words(reading.Within!.Value)}: {reading.Patience}" : message + reading.Clause)
        {
            Severity = mayCome ? Severity.Info : old.Chain.IsRefused ? Severity.Error : Severity.Warning,
            Where = old.Endpoints.Count == 1 || old.Workload is null ? old.Endpoints[0].Request.Pod : old.Workload,
            Evidence =
            [
                .. Served(old),
                new("in the Secret", Facts.Short(facts.Leaf!.Certificate) + $" until {Facts.Instant(facts.Leaf.Certificate.NotAfter)}"),
                .. Since(secret, changed),
                .. Starts(facts, old),
                .. reading.Evidence,
            ],
            CausedBy = reading.IsBySubPath ? null : [],
            Fix = mayCome ? $"wait, then look again; if it stays: {Restart(facts, old)}" : Fix(facts, old),
        };
    }

    // a restart brings the pods what the Secret holds: it must be taken
    private static string Fix(WebhookFacts facts, OldCertificate old) =>
        facts.Verdict is VerificationResult.Refused ? Remedy.ReissueAndRestart(facts) : Restart(facts, old);

    private static string Restart(WebhookFacts facts, OldCertificate old) => old switch
    {
        { Workload: { Kind: not "Pod" } workload } => $"kubectl rollout restart {workload.Kind.ToLowerInvariant()}/{workload.Name} -n {workload.Namespace}",
        { Endpoints: [{ Request.Pod: { } pod }] } => $"kubectl delete pod {pod.Name} -n {pod.Namespace}, if something makes it again",
        _ => SecretMaker.Restart(facts),
    };

    private static string State(WebhookFacts facts, OldCertificate old) =>
        old.Leaf.NotAfter < facts.Now ? $", expired on {Facts.Instant(old.Leaf.NotAfter)}" : string.Empty;

    private static string Words(TimeSpan span) => $"{(int)span.TotalMinutes} minutes";

    private static IEnumerable<Evidence> Served(OldCertificate old) =>
    [
        new("served", Facts.Short(old.Leaf) + $" until {Facts.Instant(old.Leaf.NotAfter)}"),
        .. old.Endpoints.Select(endpoint => new Evidence("served by", EndpointNames.Full(endpoint))),
    ];

    private static IEnumerable<Evidence> Since(KubernetesObject secret, DateTimeOffset? changed) =>
        ManagedFields.Phrase("data", ManagedFields.DataWriters(secret)) is { } writers ? [new("written", writers)]
        : changed is { } created ? [new("Secret made", Facts.Instant(created))]
        : [];

    private static IEnumerable<Evidence> Starts(WebhookFacts facts, OldCertificate old) =>
        from endpoint in old.Endpoints
        let started = OldCertificates.Started(facts, endpoint)
        where started is not null
        select new Evidence("pod started", $"{endpoint.Request.Pod!.Name} {Facts.Instant(started.Value)}");
}
