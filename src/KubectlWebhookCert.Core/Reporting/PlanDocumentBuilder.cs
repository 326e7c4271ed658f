using KubectlWebhookCert.Core.Model;
using KubectlWebhookCert.Core.Planning;
using KubectlWebhookCert.Core.Rules;
using KubectlWebhookCert.X509;

namespace KubectlWebhookCert.Core.Reporting;

/// <summary>From a plan to the JSON contract.</summary>
public static class PlanDocumentBuilder
{
    /// <summary>The document.</summary>
    /// <param name="plan">The plan.</param>
    public static PlanDocument Build(RotationPlan plan)
    {
        ArgumentNullException.ThrowIfNull(plan);
        var scope = plan.Scope;
        return new PlanDocument(
            "kubectl-webhook-cert/v1",
            "Plan",
            Reference(scope.Secret.Ref),
            scope.Owner.Name,
            plan.Strategy,
            new PlanDocument.Replaced(Leaf(scope.Original), plan.Goal is { Handover: null } goal ? Leaf(goal.Secret) : null),
            Authority(plan),
            [.. scope.Bundles.Select(bundle => Bundle(bundle.Place))],
            [.. scope.Services.Select(Reference)],
            [.. plan.Steps.Select((step, index) => new PlanDocument.Stage(index + 1, Action(step), step.Title, step.Writes))],
            plan.Notes,
            plan.Gap);
    }

    internal static PlanDocument.Issued? Leaf(SecretVersion? version) => version?.Chain is [var leaf, ..] ? Issued(leaf) : null;

    internal static PlanDocument.Replaced? Authority(RotationPlan plan) => NewAuthority(plan) is { } authority
        ? new PlanDocument.Replaced(plan.Scope.Authority is { } old ? Issued(old) : null, Issued(authority))
        : null;

    internal static InspectionDocument.Reference Reference(ObjectRef reference) =>
        new(reference.Kind, reference.Namespace, reference.Name);

    /// <summary>The CA that comes new into the bundles; null where none does.</summary>
    /// <param name="plan">The plan.</param>
    internal static Certificate? NewAuthority(RotationPlan plan) => plan.Goal?.Bundles
        .Zip(plan.Scope.Bundles, (then, now) => then.Bundle.Certificates.FirstOrDefault(certificate => !now.Bundle.Certificates.Contains(certificate)))
        .FirstOrDefault(certificate => certificate is not null);

    private static PlanDocument.Issued Issued(Certificate certificate) => new(
        certificate.Subject.ToString(),
        certificate.Sha256,
        Facts.Instant(certificate.NotBefore),
        Facts.Instant(certificate.NotAfter),
        [.. certificate.AlternativeNames.DnsNames, .. certificate.AlternativeNames.Addresses.Select(address => address.ToString())],
        certificate.PublicKey.ToString());

    private static PlanDocument.MovedBundle Bundle(BundlePlace place) =>
        new(place.Type.ApiVersion, place.Type.Kind, place.Configuration, place.NamePointer is null ? null : place.Entry, place.ServerName);

    private static string Action(PlanStep step) => step switch
    {
        PlanStep.WriteBundles => "WriteCaBundles",
        PlanStep.AwaitBundles => "AwaitCaBundles",
        PlanStep.WriteSecret => "WriteSecret",
        PlanStep.DeleteSecret => "DeleteSecret",
        PlanStep.Renew => "RenewCertificate",
        PlanStep.AwaitReissued => "AwaitReissued",
        PlanStep.Create => "Create",
        PlanStep.Annotate => "Annotate",
        PlanStep.AwaitTakenOver => "AwaitTakenOver",
        PlanStep.Restart { Condition: RestartCondition.WhereNotReloaded } => "RestartIfNotReloaded",
        PlanStep.Restart => "Restart",
        PlanStep.AwaitServed => "AwaitServed",
        _ => throw new InvalidOperationException("a step without a name"),
    };
}
