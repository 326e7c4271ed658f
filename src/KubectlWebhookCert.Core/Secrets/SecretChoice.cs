using KubectlWebhookCert.Core.Errors;

namespace KubectlWebhookCert.Core.Secrets;

/// <summary>The serving Secret that the user named: <c>--secret [NAMESPACE/]NAME</c>.</summary>
/// <param name="Namespace">Its namespace; null for the namespace of each webhook's Service.</param>
/// <param name="Name">Its name.</param>
public sealed record SecretChoice(string? Namespace, string Name)
{
    /// <summary>Reads the value of <c>--secret</c>.</summary>
    /// <param name="text">What the user typed.</param>
    /// <exception cref="UsageException">It is not <c>NAME</c> or <c>NAMESPACE/NAME</c>.</exception>
    public static SecretChoice Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text.Split('/') switch
        {
            [{ Length: > 0 } name] => new(null, name),
            [{ Length: > 0 } namespaceName, { Length: > 0 } name] => new(namespaceName, name),
            _ => throw new UsageException($"invalid value \"{text}\" for --secret", "write --secret NAME or --secret NAMESPACE/NAME"),
        };
    }
}
