using KubectlWebhookCert.Core.Model;

namespace KubectlWebhookCert.Core.Owners;

/// <summary>Linkerd: its installer makes certificate and bundle anew at each upgrade.</summary>
internal static class Linkerd
{
    private const string Code = "linkerd";
    private const string ControlPlaneLabel = "linkerd.io/control-plane-ns";

    public static readonly Owner Owner = new(Code, Recognise);

    // the label alone also stands on meshed pods of others
    private static OwnerMark? Recognise(OwnerContext context) =>
        context.Entry.Name.EndsWith(".linkerd.io", StringComparison.Ordinal)
            ? OwnerContext.Mark(
                Code,
                "Linkerd",
                null,
                $"webhook name {context.Entry.Name}",
                context.Label(context.Configuration, ControlPlaneLabel),
                context.Label(context.SecretResource, ControlPlaneLabel))
            : null;
}
