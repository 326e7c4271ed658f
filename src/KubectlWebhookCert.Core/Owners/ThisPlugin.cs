using KubectlWebhookCert.Core.Model;

namespace KubectlWebhookCert.Core.Owners;

/// <summary>This plugin, after <c>adopt</c>.</summary>
internal static class ThisPlugin
{
    private const string Code = "kubectl-webhook-cert";

    public static readonly Owner Owner = new(Code, Recognise);

    private static OwnerMark? Recognise(OwnerContext context) =>
        context.SecretResource is { } secret && secret.Label(PluginMarks.ManagedLabel) == PluginMarks.ManagedValue
            ? OwnerContext.Mark(
                Code,
                "kubectl webhook-cert",
                secret.Ref,
                context.Label(secret, PluginMarks.ManagedLabel),
                context.Annotation(secret, PluginMarks.AdoptedAtAnnotation))
            : null;
}
