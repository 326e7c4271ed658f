using KubectlWebhookCert.Core;
using KubectlWebhookCert.Core.Model;
using KubectlWebhookCert.Core.Targets;

namespace KubectlWebhookCert.Commands.Completing;

/// <summary>The value of <c>--ca-from</c>: the kind of source, then its namespace, then its name.</summary>
/// <param name="reach">Reads names.</param>
internal sealed class SourceCompletion(NameCompletion reach)
{
    private static readonly ValueList<Candidate> Kinds =
    [
        new("configmap/", "the CAs in a ConfigMap"),
        new("secret/", "the CAs in a Secret"),
        new("file/", "the CAs in a file"),
        new("service/", "the CA that its endpoints present"),
        new("apiserver", "the CA that the API server presents"),
    ];

    /// <summary>How the word may go on.</summary>
    /// <param name="word">The word.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    public async Task<Completion> CompleteAsync(string word, CancellationToken cancellationToken) => word.Split('/', 3) switch
    {
        [_] => Completion.Of(word, Kinds),
        ["file", ..] => Completion.Of(word, PathCompletion.Of(word["file/".Length..]).Select(path => $"file/{path}")),
        [var kind, _] when Type(kind) is not null => Completion.Of(
            word,
            (await reach.ReadAsync((names, _) => names.ObjectsAsync(ResourceTypes.Namespace, null, cancellationToken), cancellationToken)).Select(name => $"{kind}/{name}/")),
        [var kind, var home, var name] when Type(kind) is { } type => Completion.Of(
            word, (await NamesAsync(type, home, name, cancellationToken)).Select(found => $"{kind}/{home}/{found}")),
        _ => Completion.None,
    };

    private static ResourceType? Type(string kind) =>
        ResourceTypeWords.Find(kind) is { } type && (type == ResourceTypes.ConfigMap || type == ResourceTypes.Secret || type == ResourceTypes.Service) ? type : null;

    private Task<ValueList<string>> NamesAsync(ResourceType type, string home, string word, CancellationToken cancellationToken) => reach.ReadAsync(
        (names, _) => type == ResourceTypes.ConfigMap ? ConfigMaps.NamesAsync(names, home, word, cancellationToken)
            : type == ResourceTypes.Secret ? names.SecretsAsync(home, cancellationToken)
            : names.ObjectsAsync(type, home, cancellationToken),
        cancellationToken);
}
