using System.Net;
using System.Net.Sockets;
using System.Text.Json.Nodes;
using KubectlWebhookCert.X509.Verification;

namespace KubectlWebhookCert.Tests.Cluster;

/// <summary>A test that asks the API server for its verdict by a request that a webhook must see.</summary>
public abstract class VerdictTest(SharedCluster shared) : ClusterTest(shared)
{
    private const string ServiceName = "hook";
    private const string Webhook = "guard.webhook-cert.test";
    private const string Configurations = "/apis/admissionregistration.k8s.io/v1/validatingwebhookconfigurations";

    /// <summary>Far above what a call takes on a busy machine: a call that is too late has another message.</summary>
    private const int TimeoutSeconds = 20;

    /// <summary>A Service of its own, whose ClusterIP the API server calls, and on which nobody listens yet.</summary>
    protected async Task<MadeService> ServiceAsync()
    {
        ReachingLoopback();
        while (true)
        {
            var service = await Make.ServiceAsync(await Make.NamespaceAsync(Cancelled), ServiceName, Cancelled);
            if (IsFree(service.Address))
            {
                return service;
            }
        }
    }

    /// <summary>The whole message of the last refusal, the time in it hidden; empty where the last call was admitted.</summary>
    protected string LastMessage { get; private set; } = "";

    /// <summary>What the API server says it is.</summary>
    protected async Task<ApiServerVersion> VersionAsync()
    {
        var version = await Cluster.Admin.GetAsync("/version", Cancelled);
        return ApiServerVersion.Parse((string?)version["gitVersion"], (string?)version["goVersion"]);
    }

    /// <summary>Calls a webhook by its Service; returns what the API server says after the webhook's address, or `admitted`.</summary>
    /// <param name="service">The Service that is called.</param>
    /// <param name="bundle">The CA bundle, any bytes.</param>
    /// <param name="wasCalled">Whether the webhook answered: before it, an admitted request proves nothing.</param>
    /// <param name="timeoutSeconds">How long the API server waits.</param>
    protected Task<string> CallAsync(
        MadeService service, ReadOnlyMemory<byte> bundle, Func<bool> wasCalled, int timeoutSeconds = TimeoutSeconds)
    {
        var reference = new JsonObject
        {
            ["namespace"] = service.Namespace,
            ["name"] = service.Name,
            ["port"] = service.Port,
            ["path"] = "/admit",
        };
        var address = $"https://{service.ServerName}:{service.Port}/admit";
        return CallAsync(service.Namespace, address, new JsonObject { ["service"] = reference }, bundle, wasCalled, timeoutSeconds);
    }

    /// <summary>Calls a webhook by its address.</summary>
    protected Task<string> CallAsync(string @namespace, Uri url, ReadOnlyMemory<byte> bundle, Func<bool> wasCalled)
    {
        ArgumentNullException.ThrowIfNull(url);
        var config = new JsonObject { ["url"] = url.AbsoluteUri };
        return CallAsync(@namespace, url.AbsoluteUri, config, bundle, wasCalled, TimeoutSeconds);
    }

    private async Task<string> CallAsync(
        string @namespace, string address, JsonObject config, ReadOnlyMemory<byte> bundle, Func<bool> wasCalled, int timeoutSeconds)
    {
        config["caBundle"] = Convert.ToBase64String(bundle.Span);
        var name = FreshName.With("guard");
        var json = Configuration(name, @namespace, config, timeoutSeconds);
        await Make.ClusterScopedAsync(Configurations, name, json, Cancelled);

        var answer = await EventuallyAsync(
            () => GuardedRequest.SendAsync(Cluster.Admin, @namespace, Cancelled),
            answer => answer.IsSuccess ? wasCalled() : !IsEarly(answer));

        LastMessage = answer.IsSuccess ? "" : Clock.Hidden(answer.Message);
        if (answer.IsSuccess)
        {
            Assert.True(wasCalled(), "admitted, but the webhook was never called");
            return VerdictCase.Admitted;
        }
        return After($"Internal error occurred: failed calling webhook \"{Webhook}\": Post \"{address}?timeout={timeoutSeconds}s\": ", answer);
    }

    /// <summary>The rest of a refusal's message; the time in it hidden.</summary>
    protected static string After(string prefix, ApiAnswer answer)
    {
        ArgumentNullException.ThrowIfNull(answer);
        Assert.StartsWith(prefix, answer.Message, StringComparison.Ordinal);
        return Clock.Hidden(answer.Message[prefix.Length..]);
    }

    // The API server may see the webhook before it sees the Service.
    private static bool IsEarly(ApiAnswer answer) =>
        answer.Message.EndsWith($"service \"{ServiceName}\" not found", StringComparison.Ordinal);

    // Another run of the tests on this machine takes its ClusterIPs out of the same range.
    private static bool IsFree(IPEndPoint address)
    {
        using var socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            socket.Bind(address);
            return true;
        }
        catch (SocketException e) when (e.SocketErrorCode == SocketError.AddressAlreadyInUse)
        {
            return false;
        }
    }

    private static string Configuration(string name, string @namespace, JsonObject config, int timeoutSeconds) =>
        $$"""
        {"apiVersion":"admissionregistration.k8s.io/v1","kind":"ValidatingWebhookConfiguration","metadata":{"name":"{{name}}"},
         "webhooks":[
          {"name":"{{Webhook}}","sideEffects":"None","admissionReviewVersions":["v1"],
           "failurePolicy":"Fail","timeoutSeconds":{{timeoutSeconds}},
           "namespaceSelector":{"matchLabels":{"{{Manifest.NamespaceLabel}}":"{{@namespace}}"} },
           "rules":[{"apiGroups":[""],"apiVersions":["v1"],"operations":["CREATE"],"resources":["configmaps"]}],
           "clientConfig":{{config.ToJsonString()}} }]}
        """;
}
