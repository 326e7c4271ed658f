namespace KubectlWebhookCert.Core.Yaml;

/// <summary>In which order keys are written.</summary>
public enum YamlKeyOrder
{
    /// <summary>As they stand in the JSON.</summary>
    AsGiven,

    /// <summary>As <c>kubectl -o yaml</c> sorts them: letters after everything else, numbers within names by their value.</summary>
    Sorted,
}
