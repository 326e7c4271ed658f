using KubectlWebhookCert.Core.Model;

namespace KubectlWebhookCert.Core.Owners;

/// <summary>
/// HashiCorp Vault's agent injector while it makes its own certificate. Files that it is given it only serves: then others own them.
/// </summary>
/// <remarks>Source: vault-helm, the injector's environment.</remarks>
internal static class Vault
{
    private const string Code = "vault";
    private const string WebhookName = "vault.hashicorp.com";
    private const string CertificateFile = "AGENT_INJECT_TLS_CERT_FILE";
    private const string Automatic = "AGENT_INJECT_TLS_AUTO";

    public static readonly Owner Owner = new(Code, Recognise);

    private static OwnerMark? Recognise(OwnerContext context) =>
        context.Entry.Name == WebhookName && !Has(context, CertificateFile)
            ? OwnerContext.Mark(
                Code,
                "Vault agent injector",
                null,
                $"webhook name {WebhookName}",
                Has(context, Automatic) ? $"variable {Automatic}" : null,
                context.Writer(manager => manager == "vault-k8s"))
            : null;

    private static bool Has(OwnerContext context, string variable) =>
        (context.Service?.Backends ?? [])
            .SelectMany(backend => backend.Spec.Items("containers"))
            .SelectMany(container => container.Items("env"))
            .Any(entry => entry.Text("name") == variable);
}
