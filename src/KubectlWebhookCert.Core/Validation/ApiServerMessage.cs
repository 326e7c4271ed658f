using System.Globalization;
using System.Text.Json;
using KubectlWebhookCert.Core.Model;
using KubectlWebhookCert.X509.Verification;

namespace KubectlWebhookCert.Core.Validation;

/// <summary>The whole sentence in which an API server reports that a call has failed: what a user sees, and searches for.</summary>
public static class ApiServerMessage
{
    private const string NoClient = "could not get REST client: ";
    private const int StagesAreNamedSince = 23; // kubernetes/kubernetes#103162
    private const int DefaultTimeoutSeconds = 10;
    private const int BetaTimeoutSeconds = 30;
    private const int ConversionTimeoutSeconds = 30;

    // the aggregator logs these and tells nobody
    private static readonly ValueList<string> ResolverTexts =
        ["service \"", "no service port ", "cannot route to service ", "no endpoints available for service "];

    /// <summary>The sentence.</summary>
    /// <param name="configuration">The webhook's configuration.</param>
    /// <param name="webhook">The webhook that is called.</param>
    /// <param name="text">What follows <c>Post "https://...": </c> in it, as in <see cref="Rules.Fault.ApiServerText"/>.</param>
    /// <param name="server">Who says it.</param>
    public static string Of(WebhookConfiguration configuration, Webhook webhook, string text, ApiServerVersion server)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        ArgumentNullException.ThrowIfNull(webhook);
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(server);
        return configuration.Type switch
        {
            var type when type == ResourceTypes.CustomResourceDefinition => Conversion(configuration.Resource.Json, webhook, text),
            var type when type == ResourceTypes.ApiService => Aggregation(text),
            _ => Admission(configuration.Resource, webhook, text, server),
        };
    }

    private static string Admission(KubernetesObject configuration, Webhook webhook, string text, ApiServerVersion server)
    {
        var namesStages = server.KubernetesMinor >= StagesAreNamedSince;
        var isBeta = configuration.ApiVersion.EndsWith("/v1beta1", StringComparison.Ordinal);
        var timeout = webhook.TimeoutSeconds ?? (isBeta ? BetaTimeoutSeconds : DefaultTimeoutSeconds);
        var reason = (HasNoClient(text), namesStages) switch
        {
            (true, true) => text,
            (true, false) => text[NoClient.Length..],
            (false, true) => $"failed to call webhook: {Post(webhook, timeout)}{text}",
            (false, false) => Post(webhook, timeout) + text,
        };
        return $"Internal error occurred: failed calling webhook \"{webhook.Name}\": {reason}";
    }

    private static string Conversion(JsonElement definition, Webhook webhook, string text)
    {
        if (HasNoClient(text))
        {
            return "Internal error occurred: error resolving resource"; // the reason is in its log only
        }

        var group = definition.Text("spec", "group") ?? "GROUP";
        var kind = definition.Text("spec", "names", "kind") ?? "KIND";
        var version = StoredVersion(definition);
        return $"conversion webhook for {group}/{version}, Kind={kind} failed: {Post(webhook, ConversionTimeoutSeconds)}{text}";
    }

    private static string Aggregation(string text) =>
        HasNoClient(text) ? text[NoClient.Length..]
        : ResolverTexts.Any(start => text.StartsWith(start, StringComparison.Ordinal)) ? "service unavailable"
        : $"error trying to reach service: {text}";

    private static bool HasNoClient(string text) => text.StartsWith(NoClient, StringComparison.Ordinal);

    private static string StoredVersion(JsonElement definition) =>
        definition.Items("spec", "versions").Where(version => version.Boolean("storage") == true).Select(version => version.Text("name"))
            .Append(definition.Text("spec", "version"))
            .FirstOrDefault(name => name is not null) ?? "VERSION";

    private static string Post(Webhook webhook, int timeoutSeconds) =>
        string.Create(CultureInfo.InvariantCulture, $"Post \"{Asked(webhook.Calls.Address)}?timeout={timeoutSeconds}s\": ");

    // a path has a leading slash, even where none is written, and no trailing one
    private static string Asked(string address)
    {
        var host = address.IndexOf("://", StringComparison.Ordinal) is var scheme && scheme < 0 ? 0 : scheme + 3;
        var path = address.IndexOf('/', host);
        return path < 0 ? address + "/" : address[..(path + 1)] + address[(path + 1)..].TrimEnd('/');
    }
}
