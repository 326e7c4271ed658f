using KubectlWebhookCert.Core.Model;

namespace KubectlWebhookCert.Core.Targets;

/// <summary>Says why a target selects nothing, or more than one thing.</summary>
internal static class TargetResolution
{
    private const string SeeAll = "to see every webhook of the cluster: kubectl webhook-cert inspect";

    /// <summary>Accepts a selection or throws.</summary>
    /// <param name="snapshot">Everything that was read.</param>
    /// <param name="target">What the user pointed at.</param>
    /// <param name="selected">What that selects.</param>
    /// <exception cref="TargetException">Nothing is selected, it may not be read, or it is ambiguous.</exception>
    public static void Require(ClusterSnapshot snapshot, Target target, ValueList<SelectedConfiguration> selected)
    {
        switch (target)
        {
            case Target.Named named when selected.Count > 0:
                RequireOneCall(named.Name, selected);
                break;

            case var _ when selected.Count > 0:
            case Target.ConfigMap or Target.Kubeconfig or Target.TrustStores or Target.ServicePort:
                break;

            case Target.Everything:
                RequireAnyList(snapshot);
                break;

            case Target.OfType ofType:
                throw NotUsable(snapshot, ofType.Type, ofType.Name) ?? NotFound(snapshot, ofType);

            case Target.Named named:
                throw ResourceTypes.WebhookConfigurations
                    .Where(type => snapshot.Find(type, null, named.Name) is not null)
                    .Select(type => NotUsable(snapshot, type, named.Name))
                    .FirstOrDefault() ?? NotFound(snapshot, named.Name);

            case Target.ThroughService service:
                RequireAnyList(snapshot);
                throw NothingThrough(snapshot, service);

            case Target.ThroughSecret secret:
                RequireAnyList(snapshot);
                throw NotServedWith(secret);

            default:
                throw new ArgumentOutOfRangeException(nameof(target));
        }
    }

    /// <summary>The refusal of a Secret that serves no webhook.</summary>
    public static TargetException NotServedWith(Target.ThroughSecret secret) =>
        new($"no webhook is served with secret {secret.Namespace}/{secret.Name}", SeeAll);

    // one entry's name in several configurations is one webhook only where they call the same thing
    private static void RequireOneCall(string name, ValueList<SelectedConfiguration> selected)
    {
        var isConfiguration = selected.All(configuration => configuration.Resource.Name == name);
        var calls = selected.SelectMany(configuration => configuration.Entries)
            .Select(entry => entry.Calls is WebhookCall.ByService call ? $"{call.Namespace}/{call.Name}" : entry.Calls.Address)
            .Distinct(StringComparer.Ordinal)
            .Count();
        if (!isConfiguration && selected.Count > 1 && calls > 1)
        {
            throw new TargetException(
                $"webhook \"{name}\" is in {selected.Count} configurations that call different services",
                $"name one of them: {string.Join(", ", selected.Select(configuration => configuration.TypeAndName))}");
        }
    }

    private static TargetException? NotUsable(ClusterSnapshot snapshot, ResourceType type, string name)
    {
        if (snapshot.Find(type, null, name) is null)
        {
            return snapshot.PresenceOf(type, null, name) == Presence.Unknown && Refusal(snapshot, type) is { } refusal
                ? new TargetException(
                    $"cannot read {type.Singular}/{name}: {refusal.Message}",
                    $"to see what you may do: kubectl auth can-i get {type.QualifiedPlural}")
                : null;
        }

        var what = type == ResourceTypes.CustomResourceDefinition ? "has no conversion webhook"
            : type == ResourceTypes.ApiService ? "is served by the API server itself and calls no service"
            : "has no webhooks";
        return new TargetException($"{type.Singular}/{name} {what}", SeeAll);
    }

    private static TargetException NotFound(ClusterSnapshot snapshot, Target.OfType target)
    {
        var close = Resemblance.Closest(target.Name, snapshot.All(target.Type).Select(resource => resource.Name));
        return new TargetException(
            $"{target.Type.QualifiedPlural} \"{target.Name}\" not found",
            DidYouMean(close.Select(name => $"{target.Type.Singular}/{name}")));
    }

    private static TargetException NotFound(ClusterSnapshot snapshot, string name)
    {
        var refused = ResourceTypes.WebhookConfigurations.Where(type => Refusal(snapshot, type) is not null).ToArray();
        if (refused.Length == ResourceTypes.WebhookConfigurations.Count)
        {
            RequireAnyList(snapshot);
        }

        var configurations = TargetSelection.Configurations(snapshot, ResourceTypes.WebhookConfigurations).ToArray();
        var known = configurations
            .Select(configuration => configuration.Resource.Name)
            .Concat(configurations.SelectMany(configuration => configuration.Entries).Select(entry => entry.Name));
        var elsewhere = refused.Length == 0
            ? string.Empty
            : $" (could not look in {string.Join(", ", refused.Select(type => type.QualifiedPlural))})";
        return new TargetException(
            $"no webhook configuration and no webhook is called \"{name}\"{elsewhere}", DidYouMean(Resemblance.Closest(name, known)));
    }

    private static TargetException NothingThrough(ClusterSnapshot snapshot, Target.ThroughService target)
    {
        var calls = TargetSelection.Configurations(snapshot, ResourceTypes.WebhookConfigurations)
            .SelectMany(configuration => configuration.Entries)
            .Select(entry => entry.Calls)
            .OfType<WebhookCall.ByService>()
            .ToArray();
        var close = Resemblance.Closest(target.Name, calls.Select(call => call.Name));
        var places = calls.Where(call => close.Contains(call.Name)).Select(call => $"service/{call.Name} in namespace {call.Namespace}");
        return new TargetException(
            $"no webhook goes through service {target.Namespace}/{target.Name}", DidYouMean(places.Distinct(StringComparer.Ordinal)));
    }

    private static void RequireAnyList(ClusterSnapshot snapshot)
    {
        var refusals = ResourceTypes.WebhookConfigurations.Select(type => Refusal(snapshot, type)).OfType<Unreadable>().ToArray();
        if (refusals.Length == ResourceTypes.WebhookConfigurations.Count)
        {
            throw new TargetException(
                $"cannot read any kind of webhook configuration: {refusals[0].Message}",
                $"to see what you may do: kubectl auth can-i list {refusals[0].Type.QualifiedPlural}");
        }
    }

    private static Unreadable? Refusal(ClusterSnapshot snapshot, ResourceType type) =>
        snapshot.Unreadable.FirstOrDefault(refused => refused.Type == type && refused.Reason != UnreadableReason.NotServed);

    private static string DidYouMean(IEnumerable<string> names) =>
        string.Join(", ", names) is { Length: > 0 } text
            ? $"did you mean {text}?"
            : SeeAll;
}
