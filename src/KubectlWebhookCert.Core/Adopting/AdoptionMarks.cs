using KubectlWebhookCert.Core.Model;
using KubectlWebhookCert.Core.Owners;
using KubectlWebhookCert.Core.Rules;

namespace KubectlWebhookCert.Core.Adopting;

/// <summary>Labels and annotations that a Secret gets or loses.</summary>
/// <param name="Labels">Each label; without a value it is taken off.</param>
/// <param name="Annotations">Each annotation; without a value it is taken off.</param>
public sealed record AdoptionMarks(ValueList<Mark> Labels, ValueList<Mark> Annotations)
{
    private const string HelmPolicy = "helm.sh/resource-policy";

    /// <summary>Whether there are none.</summary>
    public bool IsEmpty => Labels.Count == 0 && Annotations.Count == 0;

    /// <summary>Those of a Secret that becomes ours, as far as it does not have them: whose it was, since when, and what keeps its keepers away.</summary>
    /// <param name="scope">What is taken over.</param>
    /// <param name="now">UTC.</param>
    public static AdoptionMarks Taking(SecretScope scope, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(scope);
        var secret = scope.Secret.Resource;
        if (secret?.Label(PluginMarks.ManagedLabel) == PluginMarks.ManagedValue)
        {
            return new AdoptionMarks([], []);
        }

        return new AdoptionMarks(
            [new Mark(PluginMarks.ManagedLabel, PluginMarks.ManagedValue)],
            [
                new Mark(PluginMarks.AdoptedAtAnnotation, Facts.Instant(now)),
                new Mark(PluginMarks.AdoptedFromAnnotation, scope.Owner.Code),
                .. scope.Secret.Keepers.Any(keeper => keeper.Code == "helm") && secret?.Annotation(HelmPolicy) is null ? [new Mark(HelmPolicy, "keep")] : Array.Empty<Mark>(),
                .. scope.Secret.Keepers.Any(keeper => keeper.Code == "flux") && secret?.Annotation(KeeperRemedy.FluxApply) is null ? [new Mark(KeeperRemedy.FluxApply, "IfNotPresent")] : Array.Empty<Mark>(),
            ]);
    }

    /// <summary>Those that a Secret of ours loses when it is given back; what keeps its keepers away only where this plugin alone has set it.</summary>
    /// <param name="secret">The Secret.</param>
    /// <exception cref="AdoptionRefusedException">It is not ours.</exception>
    public static AdoptionMarks Giving(KubernetesObject secret)
    {
        ArgumentNullException.ThrowIfNull(secret);
        return secret.Label(PluginMarks.ManagedLabel) == PluginMarks.ManagedValue
            ? new AdoptionMarks(
                [new Mark(PluginMarks.ManagedLabel, null)],
                [
                    .. ((string[])[PluginMarks.AdoptedAtAnnotation, PluginMarks.AdoptedFromAnnotation])
                        .Where(name => secret.Annotation(name) is not null)
                        .Concat(((string[])[HelmPolicy, KeeperRemedy.FluxApply]).Where(name => IsOnlyOurs(secret, name)))
                        .Select(name => new Mark(name, null)),
                ])
            : throw new AdoptionRefusedException(
                $"{secret.Ref} was not adopted: there is nothing to give back",
                $"kubectl get secret {secret.Name} -n {secret.Namespace} --show-labels");
    }

    private static bool IsOnlyOurs(KubernetesObject secret, string annotation) =>
        ManagedFields.AnnotationWriters(secret, annotation) is { Count: > 0 } writers && writers.All(writer => writer.Manager == PluginMarks.FieldManager);
}

/// <summary>A label or an annotation.</summary>
/// <param name="Name">Its whole key.</param>
/// <param name="Value">Its value; null: it is taken off.</param>
public sealed record Mark(string Name, string? Value);
