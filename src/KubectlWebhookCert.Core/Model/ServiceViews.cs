namespace KubectlWebhookCert.Core.Model;

/// <summary>One <see cref="ServiceView"/> per Service of a snapshot, made when first asked for.</summary>
internal sealed class ServiceViews(ClusterSnapshot snapshot)
{
    private readonly Dictionary<(string Namespace, string Name), ServiceView> views = [];

    /// <summary>The Service a webhook calls, or null for a URL.</summary>
    public ServiceView? Of(WebhookCall calls)
    {
        if (calls is not WebhookCall.ByService call)
        {
            return null;
        }

        if (!views.TryGetValue((call.Namespace, call.Name), out var view))
        {
            views[(call.Namespace, call.Name)] = view = new ServiceView(snapshot, call.Namespace, call.Name);
        }

        return view;
    }
}
