using KubectlWebhookCert.Core.Model;

namespace KubectlWebhookCert.Core.Owners;

/// <summary>Istio: istiod serves with a certificate of its own making and patches the bundles of its revision.</summary>
internal static class Istio
{
    private const string Code = "istio";

    public static readonly Owner Owner = new(Code, Recognise);

    private static OwnerMark? Recognise(OwnerContext context) =>
        context.Entry.Name.EndsWith(".istio.io", StringComparison.Ordinal)
            ? OwnerContext.Mark(
                Code,
                "Istio",
                null,
                $"webhook name {context.Entry.Name}",
                context.Label(context.Configuration, "istio.io/rev"),
                context.Writer(manager => manager == "pilot-discovery"))
            : null;
}
