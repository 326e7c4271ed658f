using System.CommandLine;
using KubectlWebhookCert.Core;
using KubectlWebhookCert.Core.Errors;
using KubectlWebhookCert.Core.Model;
using KubectlWebhookCert.Core.Targets;

namespace KubectlWebhookCert.Commands.Completing;

/// <summary>
/// A target: a name, or a type and its names. CRDs, each as long as its schemas, are read only where their type is typed; a webhook's name, of
/// which a configuration may have many, is offered where no configuration is called so.
/// </summary>
/// <param name="connection">The connection flags.</param>
/// <param name="typed">The command line, as far as it is complete.</param>
/// <param name="environment">The outside world.</param>
internal sealed class TargetCompletion(GlobalOptions connection, ParseResult typed, AppEnvironment environment)
{
    private static readonly ValueList<ResourceType> ReadAtOnce =
        [ResourceTypes.ValidatingWebhookConfiguration, ResourceTypes.MutatingWebhookConfiguration, ResourceTypes.ApiService];

    private static readonly ValueList<Candidate> Types =
    [
        new("vwc/", "a ValidatingWebhookConfiguration"),
        new("mwc/", "a MutatingWebhookConfiguration"),
        new("crd/", "a CustomResourceDefinition that converts by webhook"),
        new("apiservice/", "an aggregated API"),
        new("service/", "every webhook that goes through the Service"),
        new("secret/", "every webhook that is served with the Secret"),
    ];

    private readonly NameCompletion reach = new(connection, typed, environment);

    /// <summary>How a word of a target may go on.</summary>
    /// <param name="given">The words before it.</param>
    /// <param name="word">The word.</param>
    /// <param name="trust">What else the command takes.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    public async Task<Completion> CompleteAsync(string[] given, string word, IEnumerable<string> trust, CancellationToken cancellationToken)
    {
        var slash = word.IndexOf('/', StringComparison.Ordinal);
        return (given, slash) switch
        {
            ([], < 0) => await BareAsync(word, trust, cancellationToken),
            ([], _) => await OfTypeAsync(word[..slash], word[..(slash + 1)], word, trust, cancellationToken),
            ([var type], < 0) when !type.Contains('/', StringComparison.Ordinal) => await OfTypeAsync(type, string.Empty, word, trust, cancellationToken),
            _ => Completion.None,
        };
    }

    private async Task<Completion> BareAsync(string word, IEnumerable<string> trust, CancellationToken cancellationToken)
    {
        IEnumerable<Candidate> words = [.. Types, .. trust.Select(text => new Candidate(text, null))];
        ValueList<TargetNames> found;
        try
        {
            found = await reach.ReadAsync((names, _) => names.WebhooksAsync(ReadAtOnce, cancellationToken), cancellationToken);
        }
        catch (WebhookCertException)
        {
            found = []; // the types are known without a cluster
        }

        // one name may be of two kinds: then it means both
        var configurations = found.GroupBy(one => one.Name).Select(same => new Candidate(same.Key, string.Join(", ", same.Select(one => one.Type.Kind))));
        var webhooks = found.SelectMany(one => one.Webhooks.Select(name => new Candidate(name, $"a webhook of {one.Type.Singular}/{one.Name}")));
        var named = Completion.Of(word, configurations).Candidates.Count > 0 || word.Length == 0 ? configurations : webhooks;
        return Completion.Of(word, [.. words, .. named]);
    }

    private async Task<Completion> OfTypeAsync(string type, string before, string word, IEnumerable<string> trust, CancellationToken cancellationToken)
    {
        var takesTrust = trust.Any();
        var names = (ResourceTypeWords.Find(type), type) switch
        {
            (null, "kubeconfig") when takesTrust => PathCompletion.Of(word[before.Length..]),
            ({ } known, _) when ResourceTypes.WebhookConfigurations.Contains(known) => [.. (await WebhooksAsync([known], cancellationToken)).Select(one => one.Name)],
            ({ } known, _) when known == ResourceTypes.Service => await ServicesAsync(cancellationToken),
            ({ } known, _) when known == ResourceTypes.Secret => await reach.ReadAsync((found, home) => found.SecretsAsync(home, cancellationToken), cancellationToken),
            ({ } known, _) when known == ResourceTypes.ConfigMap && takesTrust => await reach.ReadAsync(
                (found, home) => ConfigMaps.NamesAsync(found, home, word[before.Length..], cancellationToken), cancellationToken),
            _ => [],
        };
        return Completion.Of(word, names.Select(name => before + name));
    }

    private Task<ValueList<TargetNames>> WebhooksAsync(IEnumerable<ResourceType> types, CancellationToken cancellationToken) =>
        reach.ReadAsync((names, _) => names.WebhooksAsync(types, cancellationToken), cancellationToken);

    // those that are called, not all that there are
    private Task<ValueList<string>> ServicesAsync(CancellationToken cancellationToken) => reach.ReadAsync(
        async (names, home) =>
        {
            var webhooks = await names.WebhooksAsync(ReadAtOnce, cancellationToken);
            return (ValueList<string>)[.. webhooks.SelectMany(one => one.Services).Where(service => service.Namespace == home).Select(service => service.Name).Distinct()];
        },
        cancellationToken);
}
