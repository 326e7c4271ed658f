using System.Net;
using System.Text.Json.Nodes;

namespace KubectlWebhookCert.Tests.Cluster;

/// <summary>Argo CD as far as it can be seen: an Application in its namespace, and objects that it tracks and has written.</summary>
/// <remarks>Its custom resource is the cluster's: use a cluster of your own.</remarks>
/// <param name="client">Its own identity.</param>
/// <param name="secret">What it tracks.</param>
internal sealed class ArgoCdStage(ApiClient client, ServingSecret secret)
{
    private const string Home = "argocd"; // where its own manifests install it
    private const string Definition = """
        {"apiVersion":"apiextensions.k8s.io/v1","kind":"CustomResourceDefinition","metadata":{"name":"applications.argoproj.io"},
         "spec":{"group":"argoproj.io","scope":"Namespaced",
          "names":{"plural":"applications","singular":"application","kind":"Application","listKind":"ApplicationList"},
          "versions":[{"name":"v1alpha1","served":true,"storage":true,
           "schema":{"openAPIV3Schema":{"type":"object","x-kubernetes-preserve-unknown-fields":true} } }]} }
        """;

    private const string Applications = $"/apis/argoproj.io/v1alpha1/namespaces/{Home}/applications";

    private string Application => secret.Namespace;

    /// <summary>An Application that heals itself.</summary>
    public async Task InstallAsync(CancellationToken cancellationToken)
    {
        await MakeAsync(TrustingObject.Definitions, Definition, cancellationToken);
        await MakeAsync("/api/v1/namespaces", Manifest.Namespace(Home), cancellationToken);
        while (!(await client.SendAsync(HttpMethod.Get, Applications, null, cancellationToken)).IsSuccess)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(20), cancellationToken);
        }
        var application = $$"""
            {"apiVersion":"argoproj.io/v1alpha1","kind":"Application","metadata":{"name":"{{Application}}"},
             "spec":{"syncPolicy":{"automated":{"selfHeal":true} } } }
            """;
        await client.CreateAsync(Applications, application, cancellationToken);
    }

    /// <summary>A sync that writes these values.</summary>
    public Task<JsonObject> SyncAsync(IReadOnlyDictionary<string, string> values, CancellationToken cancellationToken)
    {
        var change = new JsonObject
        {
            ["metadata"] = new JsonObject
            {
                ["annotations"] = new JsonObject
                {
                    ["argocd.argoproj.io/tracking-id"] = $"{Application}:/Secret:{secret.Namespace}/{secret.Name}",
                },
            },
            ["data"] = SecretData.Of(values),
        };
        return client.MergeAsync($"{secret.Path}?fieldManager=argocd-controller", change.ToJsonString(), cancellationToken);
    }

    /// <summary>It is told to leave the Secret's data alone, as `validate` and `rotate` say.</summary>
    public Task<JsonObject> IgnoreDifferencesAsync(CancellationToken cancellationToken) => client.MergeAsync(
        $"{Applications}/{Application}",
        $$"""
        {"spec":{"ignoreDifferences":[{"group":"","kind":"Secret","name":"{{secret.Name}}","namespace":"{{secret.Namespace}}",
          "jsonPointers":["/data"]}],
         "syncPolicy":{"syncOptions":["RespectIgnoreDifferences=true"]} } }
        """,
        cancellationToken);

    private async Task MakeAsync(string collection, string json, CancellationToken cancellationToken)
    {
        var made = await client.SendAsync(HttpMethod.Post, collection, json, cancellationToken);
        if (!made.IsSuccess && made.Status != HttpStatusCode.Conflict)
        {
            throw new ApiRefusedException($"POST {collection}", made);
        }
    }
}
