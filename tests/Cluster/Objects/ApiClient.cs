using System.Net;
using System.Net.Http.Headers;
using System.Net.Security;
using System.Runtime.CompilerServices;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json.Nodes;

namespace KubectlWebhookCert.Tests.Cluster;

/// <summary>
/// Plain requests to an API server. Deliberately without a line of the code under test, so that a bug there cannot hide here.
/// </summary>
public sealed class ApiClient : IDisposable
{
    private readonly SocketsHttpHandler handler = new() { UseProxy = false };
    private readonly HttpClient client;

    private ApiClient(Uri server) => client = new HttpClient(handler) { BaseAddress = server };

    public static ApiClient WithCertificate(Uri server, TestCertificates authority, TestCertificate user)
    {
        var api = new ApiClient(server);
        api.Trust(authority);
        api.handler.SslOptions.ClientCertificates = [user.Leaf];
        return api;
    }

    public static ApiClient WithToken(Uri server, TestCertificates authority, string token)
    {
        var api = new ApiClient(server);
        api.Trust(authority);
        api.client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return api;
    }

    /// <summary>Without TLS: for `kubectl proxy`.</summary>
    public static ApiClient Plain(Uri server) => new(server);

    /// <summary>Whether a chain ends in this authority; to verify a server by hand.</summary>
    public static RemoteCertificateValidationCallback Trusting(X509Certificate2 authority) => (_, certificate, _, errors) =>
    {
        if (certificate is not X509Certificate2 leaf || errors.HasFlag(SslPolicyErrors.RemoteCertificateNameMismatch))
        {
            return false;
        }
        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.Add(authority);
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        return chain.Build(leaf);
    };

    /// <summary>Any request; a refusal is an answer.</summary>
    public async Task<ApiAnswer> SendAsync(HttpMethod method, string path, string? json, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(method, new Uri(path, UriKind.Relative));
        if (json is not null)
        {
            var contentType = method == HttpMethod.Patch ? "application/merge-patch+json" : "application/json";
            request.Content = new StringContent(json, Encoding.UTF8, contentType);
        }
        using var response = await client.SendAsync(request, cancellationToken);
        return new ApiAnswer(response.StatusCode, await response.Content.ReadAsStringAsync(cancellationToken))
        {
            Warnings = [.. response.Headers.Warning.Select(warning => warning.Text.Trim('"'))],
        };
    }

    /// <summary>One object as it changes: how it is now, then each state after that; null where there is none.</summary>
    /// <param name="collection">The path of the collection that the object is in.</param>
    /// <param name="name">Its name.</param>
    /// <param name="cancellationToken">Ends it: it has no other end.</param>
    /// <exception cref="ApiRefusedException">The object cannot be listed.</exception>
    public async IAsyncEnumerable<JsonObject?> WatchAsync(
        string collection, string name, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var one = $"{collection}?fieldSelector=metadata.name%3D{name}";
        while (true)
        {
            var list = await GetAsync(one, cancellationToken);
            yield return Json.At(list, "items.0") as JsonObject;
            var version = Json.Text(list, "metadata.resourceVersion");
            using var request = new HttpRequestMessage(
                HttpMethod.Get, new Uri($"{one}&watch=true&resourceVersion={version}", UriKind.Relative));
            using var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
            using var events = new StreamReader(await response.Content.ReadAsStreamAsync(cancellationToken));
            while (await events.ReadLineAsync(cancellationToken) is { } line && JsonNode.Parse(line) is { } change)
            {
                var type = (string?)change["type"];
                if (type == "ERROR")
                {
                    break; // what was asked for is too old to tell: list again
                }
                yield return type == "DELETED" ? null : change["object"] as JsonObject;
            }
        }
    }

    /// <exception cref="ApiRefusedException">The answer was not 2xx.</exception>
    public Task<JsonObject> GetAsync(string path, CancellationToken cancellationToken) =>
        MustAsync(HttpMethod.Get, path, null, cancellationToken);

    /// <param name="collection">The path of the collection that the object goes into.</param>
    /// <param name="json">The object.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="ApiRefusedException">The answer was not 2xx.</exception>
    public Task<JsonObject> CreateAsync(string collection, string json, CancellationToken cancellationToken) =>
        MustAsync(HttpMethod.Post, collection, json, cancellationToken);

    /// <summary>Null: there is no such object.</summary>
    /// <exception cref="ApiRefusedException">The answer was neither 2xx nor 404.</exception>
    public async Task<JsonObject?> FindAsync(string path, CancellationToken cancellationToken)
    {
        var answer = await SendAsync(HttpMethod.Get, path, null, cancellationToken);
        if (answer.Status == HttpStatusCode.NotFound)
        {
            return null;
        }
        return answer.IsSuccess ? answer.Body : throw new ApiRefusedException($"GET {path}", answer);
    }

    /// <exception cref="ApiRefusedException">The answer was not 2xx.</exception>
    public Task<JsonObject> ReplaceAsync(string path, string json, CancellationToken cancellationToken) =>
        MustAsync(HttpMethod.Put, path, json, cancellationToken);

    /// <exception cref="ApiRefusedException">The answer was not 2xx.</exception>
    public Task<JsonObject> MergeAsync(string path, string json, CancellationToken cancellationToken) =>
        MustAsync(HttpMethod.Patch, path, json, cancellationToken);

    /// <exception cref="ApiRefusedException">The answer was not 2xx.</exception>
    public Task<JsonObject> DeleteAsync(string path, CancellationToken cancellationToken) =>
        MustAsync(HttpMethod.Delete, path, null, cancellationToken);

    public void Dispose()
    {
        client.Dispose();
        handler.Dispose();
    }

    private void Trust(TestCertificates authority) =>
        handler.SslOptions.RemoteCertificateValidationCallback = Trusting(authority.Authority);

    private async Task<JsonObject> MustAsync(HttpMethod method, string path, string? json, CancellationToken cancellationToken)
    {
        var answer = await SendAsync(method, path, json, cancellationToken);
        return answer.IsSuccess ? answer.Body : throw new ApiRefusedException($"{method} {path}", answer);
    }
}
