using KubectlWebhookCert.Core.Errors;
using KubectlWebhookCert.Core.Model;

namespace KubectlWebhookCert.Core.Adopting;

/// <summary>An issuer of cert-manager, as it was typed: <c>--issuer [KIND/]NAME</c>.</summary>
/// <param name="Type"><see cref="ResourceTypes.Issuer"/> or <see cref="ResourceTypes.ClusterIssuer"/>.</param>
/// <param name="Name">Its name.</param>
public sealed record IssuerChoice(ResourceType Type, string Name)
{
    /// <summary>Reads it; without a kind it is an Issuer in the Secret's namespace.</summary>
    /// <param name="text">What was typed.</param>
    /// <exception cref="UsageException">It names no issuer.</exception>
    public static IssuerChoice Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text.Split('/') switch
        {
            [{ Length: > 0 } name] => new IssuerChoice(ResourceTypes.Issuer, name),
            [var kind, { Length: > 0 } name] when TypeOf(kind) is { } type => new IssuerChoice(type, name),
            _ => throw new UsageException($"invalid value \"{text}\" for --issuer", "write --issuer NAME, --issuer issuer/NAME or --issuer clusterissuer/NAME"),
        };
    }

    /// <summary>Names it.</summary>
    /// <param name="home">The Secret's namespace, in which an Issuer lies, too.</param>
    public ObjectRef In(string? home) => new(Type.Kind, Type.Namespaced ? home : null, Name);

    private static ResourceType? TypeOf(string kind) => new[] { ResourceTypes.Issuer, ResourceTypes.ClusterIssuer }.FirstOrDefault(type =>
        kind.Equals(type.Kind, StringComparison.OrdinalIgnoreCase) || kind.Equals(type.Plural, StringComparison.OrdinalIgnoreCase));
}
