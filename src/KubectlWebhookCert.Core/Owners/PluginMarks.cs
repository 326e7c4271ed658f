namespace KubectlWebhookCert.Core.Owners;

/// <summary>What this plugin writes on objects it has made its own. Permanent: other versions must find them again.</summary>
public static class PluginMarks
{
    /// <summary>Prefix of every label and annotation of ours.</summary>
    public const string Prefix = "webhook-cert.io/";

    /// <summary>Label of a Secret that this plugin manages; its value is <see cref="ManagedValue"/>.</summary>
    public const string ManagedLabel = "webhook-cert.io/managed-by";

    /// <summary>Value of <see cref="ManagedLabel"/>.</summary>
    public const string ManagedValue = "kubectl-webhook-cert";

    /// <summary>Annotation: when the Secret was adopted, RFC 3339, UTC.</summary>
    public const string AdoptedAtAnnotation = "webhook-cert.io/adopted-at";

    /// <summary>Annotation: the code of who owned the Secret before it was adopted.</summary>
    public const string AdoptedFromAnnotation = "webhook-cert.io/adopted-from";

    /// <summary>The default field manager of every write.</summary>
    public const string FieldManager = "kubectl-webhook-cert";
}
