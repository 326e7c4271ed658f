using KubectlWebhookCert.Core.Model;

namespace KubectlWebhookCert.Core.Rules;

/// <summary>Every CA bundle in a snapshot, of whatever configuration: also of those that are not under judgement. Read when first asked for.</summary>
internal sealed class BundleHolders(ClusterSnapshot snapshot)
{
    private readonly Dictionary<string, CaBundle> read = new(StringComparer.Ordinal);
    private ValueList<BundleHolder>? all;
    private ILookup<ServicePort, BundleHolder>? byService;

    /// <summary>Every webhook that is verified against a bundle of its own.</summary>
    public ValueList<BundleHolder> All => all ??= Read().ToValueList();

    /// <summary>The webhooks that go through the same port of the same Service.</summary>
    public IEnumerable<BundleHolder> Of(WebhookCall.ByService call)
    {
        byService ??= All.Where(holder => holder.Calls is WebhookCall.ByService).ToLookup(holder => Key((WebhookCall.ByService)holder.Calls));
        return byService[Key(call)];
    }

    private static ServicePort Key(WebhookCall.ByService call) => new(call.Namespace, call.Name, call.Port);

    private IEnumerable<BundleHolder> Read() =>
        from type in ResourceTypes.WebhookConfigurations
        from resource in snapshot.All(type)
        from entry in WebhookEntryReader.Read(type, resource)
        where !entry.InsecureSkipTlsVerify && entry.CaBundle.Length > 0
        select new BundleHolder(resource.Ref, entry.Name, entry.Calls, Bundle(entry.CaBundle));

    private CaBundle Bundle(string base64)
    {
        if (!read.TryGetValue(base64, out var bundle))
        {
            read[base64] = bundle = CaBundleReader.Read(base64);
        }

        return bundle;
    }

    private sealed record ServicePort(string Namespace, string Service, int Port);
}
