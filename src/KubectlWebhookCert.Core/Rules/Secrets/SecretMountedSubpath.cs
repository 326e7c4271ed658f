using KubectlWebhookCert.Core.Model;

namespace KubectlWebhookCert.Core.Rules.Secrets;

/// <summary>secret-mounted-subpath: a running pod never sees a new certificate.</summary>
internal static class SecretMountedSubpath
{
    public static readonly Rule Rule = new(
        "secret-mounted-subpath",
        Severity.Warning,
        RuleGroup.Secret,
        "the Secret is mounted by subPath, so running pods never see a new certificate",
        "A Secret that is mounted as a directory is updated in running pods within about a minute. Mounted by subPath it is copied once, when the "
        + "container starts, and never again: after each renewal the pods serve the old certificate until they are restarted, and one day that has expired.",
        [
            "mount the whole Secret as a directory, and point the server at its files",
            "until then restart the pods after each renewal: kubectl rollout restart deployment/NAME -n NAMESPACE",
        ])
    {
        Source = "Kubernetes documentation, \"Secrets\", using Secrets as files",
        Check = Check,
    };

    private static Verdict Check(WebhookFacts facts) => facts.OfSecret((secret, _) =>
    {
        if (facts.Service is not { Backends.Count: > 0 } service)
        {
            return new Verdict.CannotTell($"which pods use {secret.Ref} is not known");
        }

        SecretUse[] uses = [.. SecretUse.Of(facts.Snapshot, service, secret.Ref).Where(use => use.SubPath is not null).Distinct()];
        var restarted = Restarter(facts, service);
        return uses.Length == 0 ? Verdict.Passed : Verdict.Of(new Fault(
            $"{uses[0].Workload} mounts {secret.Ref} by subPath: its pods never see a new certificate"
            + (restarted is null ? " until they are restarted" : $" but are restarted ({restarted})"))
        {
            Severity = restarted is null ? null : Severity.Info,
            Where = uses[0].Workload,
            Field = "volumeMounts",
            Evidence = [.. uses.Select(use => new Evidence("mount", $"container {use.Container}, {use.How}, subPath {use.SubPath}"))],
            Fix = $"mount the whole Secret instead of the file; until then, after each renewal: {SecretMaker.Restart(facts)}",
        });
    });

    // who rolls the pods out again when the Secret changes
    private static string? Restarter(WebhookFacts facts, ServiceView service) =>
        facts.Webhook.Owner.Code == "olm"
            ? "by OLM"
            : service.WorkloadObjects
                .SelectMany(workload => workload.Json.Properties("metadata", "annotations")
                    .Concat(workload.Json.Properties("spec", "template", "metadata", "annotations")))
                .Select(annotation => annotation.Name)
                .Where(name => name.Contains("reloader", StringComparison.Ordinal) || name.StartsWith("checksum/", StringComparison.Ordinal))
                .Select(name => $"annotation {name}")
                .FirstOrDefault();
}
