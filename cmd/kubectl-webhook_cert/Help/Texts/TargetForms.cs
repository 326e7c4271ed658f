namespace KubectlWebhookCert.Commands.Help.Texts;

/// <summary>What may stand for TARGET and SOURCE, for the help of the commands that take one.</summary>
internal static class TargetForms
{
    /// <summary>Targets that mean webhooks.</summary>
    public const string Webhooks = """
        TARGET is one of:

          NAME                  a webhook configuration of any kind, or a webhook in one
          vwc/NAME              a ValidatingWebhookConfiguration
          mwc/NAME              a MutatingWebhookConfiguration
          crd/NAME              a CustomResourceDefinition that converts by webhook
          apiservice/NAME       an aggregated API
          service/NAME          every webhook that goes through the Service (-n)
          secret/NAME           every webhook that is served with the Secret (-n)
        """;

    /// <summary>Those and holders of trust.</summary>
    public const string WebhooksAndTrust = Webhooks + "\n" + """
          configmap/NAME[:KEY]  the CAs in a ConfigMap (-n)
          kubeconfig[/PATH]     the CA in a kubeconfig, by default kubectl's own
        """;

    /// <summary>Where CAs may come from.</summary>
    public const string Sources = """
        SOURCE is one of:

          configmap/NAMESPACE/NAME[:KEY]  the CAs in a ConfigMap
          secret/NAMESPACE/NAME[:KEY]     the CAs in a Secret
          file/PATH                       the CAs in a file
          service/NAMESPACE/NAME[:PORT]   the CA that its endpoints present
          apiserver                       the CA that the API server presents
        """;
}
