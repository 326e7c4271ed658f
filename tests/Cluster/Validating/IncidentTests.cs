using System.Text.Json.Nodes;

namespace KubectlWebhookCert.Tests.Cluster;

/// <summary>
/// The incidents, reproduced: real objects, a real webhook server, a real request that fails. The API server's own error is fed to `why`, and
/// the first cause it names is the true one; `validate` has it first, too.
/// </summary>
public sealed class IncidentTests(SharedCluster shared, GoServers servers) : VerdictTest(shared)
{
    private const string Mutating = "MutatingWebhookConfiguration";
    private const string Validating = "ValidatingWebhookConfiguration";
    private static readonly CertificateDraft Root = CertificateDraft.Authority with { CommonName = "spark CA" };

    [Fact]
    public async Task S1_the_service_was_renamed_and_the_old_certificate_kept()
    {
        var service = await ServiceAsync();
        var stage = new IncidentStage(Cluster.Admin, Make, service.Namespace);
        var authority = IssuedCertificate.SelfSigned(Root);
        var leaf = authority.Issue(CertificateDraft.Leaf with { Names = [$"old-hook.{service.Namespace}.svc"] });
        await stage.SparkSecretAsync("spark-operator-webhook-certs", authority.Pem, leaf, Cancelled);
        await stage.RunAsync(service, "spark-operator", "spark-operator-webhook-certs", [], Cancelled);
        await stage.HelmRevisionAsync("spark", 1, "spark-operator 1.2.15", "old-hook", Cancelled);
        await stage.HelmRevisionAsync("spark", 2, "spark-operator 2.1.0", service.Name, Cancelled);
        await ServeAsync(service, leaf);
        var release = new JsonObject
        {
            ["labels"] = new JsonObject { ["app.kubernetes.io/managed-by"] = "Helm" },
            ["annotations"] = new JsonObject
            {
                ["meta.helm.sh/release-name"] = "spark",
                ["meta.helm.sh/release-namespace"] = service.Namespace,
            },
        };
        var name = await stage.ConfigurationAsync(Mutating, service, authority.Pem, "Fail", release, Cancelled);

        var error = await RefusedAsync(service.Namespace, "x509: certificate is valid for old-hook.");

        await MustBlameAsync(error, "san-mismatch", service);
        var found = await ValidateAsync(name);
        Assert.Equal("san-mismatch", Json.Text(found[0], "code"));
        Assert.Contains("renamed", Json.Text(found[0], "message"), StringComparison.Ordinal);
        Assert.Contains(Evidence(found[0]), line => line.Contains("spark-operator-1.2.15", StringComparison.Ordinal));
    }

    [Fact]
    public async Task S2_argo_cd_empties_the_secret_and_failures_are_ignored()
    {
        var control = ReachingLoopback();
        var service = await ServiceAsync();
        var stage = new IncidentStage(Cluster.Admin, Make, service.Namespace);
        var authority = IssuedCertificate.SelfSigned(Root);
        var leaf = authority.Issue(CertificateDraft.Leaf with { Names = [service.ServerName] });
        await stage.SparkSecretAsync("spark-operator-webhook-certs", authority.Pem, leaf, Cancelled);
        await stage.RunAsync(service, "spark-operator", "spark-operator-webhook-certs", [], Cancelled);
        await Cluster.Admin.MergeAsync(
            $"/api/v1/namespaces/{service.Namespace}/secrets/spark-operator-webhook-certs?fieldManager=argocd-controller",
            $$"""
            {"metadata":{"annotations":{"argocd.argoproj.io/tracking-id":"spark:/Secret:{{service.Namespace}}/spark-operator-webhook-certs"} },
             "data":{"ca-cert.pem":"","server-cert.pem":"","server-key.pem":""} }
            """,
            Cancelled);
        // the replica that answers made its own certificate in memory
        await ServeAsync(service, IssuedCertificate.SelfSigned(Root).Issue(CertificateDraft.Leaf with { Names = [service.ServerName] }));
        var name = await stage.ConfigurationAsync(Mutating, service, authority.Pem, "Ignore", [], Cancelled);

        var error = await LoggedAsync(control, service);

        await MustBlameAsync(error, "gitops-overwrites", service);
        var found = await ValidateAsync(name);
        Assert.Equal(["gitops-overwrites", "secret-emptied"], found.Take(2).Select(finding => Json.Text(finding, "code")));
        Assert.Contains("failures-hidden", found.Select(finding => Json.Text(finding, "code")));
        Assert.Contains("ignoreDifferences", found[0].ToJsonString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task S3_the_leaf_expired()
    {
        var service = await ServiceAsync();
        var stage = new IncidentStage(Cluster.Admin, Make, service.Namespace);
        var authority = IssuedCertificate.SelfSigned(Root);
        var leaf = authority.Issue(CertificateDraft.Leaf with { Names = [service.ServerName], NotAfter = new(2026, 3, 1, 0, 0, 0, TimeSpan.Zero) });
        await stage.SparkSecretAsync("spark-webhook-certs", authority.Pem, leaf, Cancelled);
        await stage.RunAsync(service, "spark-operator", "spark-webhook-certs", [], Cancelled);
        await ServeAsync(service, leaf);
        var name = await stage.ConfigurationAsync(Validating, service, authority.Pem, "Fail", [], Cancelled);

        var error = await RefusedAsync(service.Namespace, "x509: certificate has expired");

        await MustBlameAsync(error, "leaf-expired", service);
        Assert.Equal("leaf-expired", Json.Text((await ValidateAsync(name))[0], "code"));
    }

    [Fact]
    public async Task S3_two_releases_write_one_configuration()
    {
        var service = await ServiceAsync();
        var other = await ServiceAsync();
        var shared = FreshName.With("spark-webhook-config");
        var authority = IssuedCertificate.SelfSigned(Root);
        var leaf = authority.Issue(CertificateDraft.Leaf with { Names = [service.ServerName] });
        var stage = new IncidentStage(Cluster.Admin, Make, service.Namespace);
        await stage.SparkSecretAsync("spark-webhook-certs", authority.Pem, leaf, Cancelled);
        await stage.RunAsync(service, "spark-operator", "spark-webhook-certs", [$"-webhook-config-name={shared}"], Cancelled);
        await new IncidentStage(Cluster.Admin, Make, other.Namespace).RunAsync(other, "spark-operator", null, [$"-webhook-config-name={shared}"], Cancelled);
        await ServeAsync(service, leaf);
        // the other one has started last and written its CA
        var name = await stage.ConfigurationAsync(
            Mutating, service, IssuedCertificate.SelfSigned(Root).Pem, "Fail", new JsonObject { ["name"] = shared }, Cancelled);

        var error = await RefusedAsync(service.Namespace, "x509: certificate signed by unknown authority");

        await MustBlameAsync(error, "configuration-shared", service);
        Assert.Equal(
            ["configuration-shared", "ca-same-name-other-key"],
            (await ValidateAsync(name)).Take(2).Select(finding => Json.Text(finding, "code")));
    }

    [Fact]
    public async Task A_conversion_webhook_of_a_renamed_service()
    {
        var (service, authority) = await MisnamedAsync();
        var widgets = await Make.DefinitionAsync(service, authority.Pem, Cancelled);
        var stored = $$"""{"apiVersion":"{{widgets.Group}}/v1","kind":"Widget","metadata":{"name":"one"} }""";
        await EventuallyAsync(
            () => Cluster.Admin.SendAsync(HttpMethod.Post, widgets.Path("v1", service.Namespace), stored, Cancelled), answer => answer.IsSuccess);
        var error = await EventuallyAsync(
            () => Cluster.Admin.SendAsync(HttpMethod.Get, widgets.Path("v2", service.Namespace) + "/one", null, Cancelled),
            answer => answer.Message.StartsWith("conversion webhook for", StringComparison.Ordinal));

        await MustBlameAsync(error.Text, "san-mismatch", service);
        await MustQuoteAsync($"crd/{widgets.Configuration}", error.Message);
    }

    [Fact]
    public async Task An_aggregated_api_of_a_renamed_service()
    {
        var (service, authority) = await MisnamedAsync();
        var widgets = await Make.ApiServiceAsync(service, authority.Pem, Cancelled);
        var error = await EventuallyAsync(
            () => Cluster.Admin.SendAsync(HttpMethod.Get, widgets.Path("v1", service.Namespace), null, Cancelled),
            answer => answer.Message.StartsWith("error trying to reach service", StringComparison.Ordinal));

        await MustBlameAsync(error.Text, "san-mismatch", service);
        await MustQuoteAsync($"apiservice/{widgets.Configuration}", error.Message.TrimEnd('\n'));
    }

    private async Task<(MadeService Service, IssuedCertificate Authority)> MisnamedAsync()
    {
        var service = await ServiceAsync();
        var stage = new IncidentStage(Cluster.Admin, Make, service.Namespace);
        var authority = IssuedCertificate.SelfSigned(Root);
        var leaf = authority.Issue(CertificateDraft.Leaf with { Names = [$"old-hook.{service.Namespace}.svc"] });
        await stage.SparkSecretAsync("certs", authority.Pem, leaf, Cancelled);
        await stage.RunAsync(service, "hook", "certs", [], Cancelled);
        await ServeAsync(service, leaf);
        return (service, authority);
    }

    private Task<GoServer> ServeAsync(MadeService service, IssuedCertificate leaf) =>
        servers.StartAsync(new GoServing(service.Address, [leaf.Der], leaf.Key.Pkcs8), Cancelled);

    // the whole answer, a Status in JSON
    private async Task<string> RefusedAsync(string @namespace, string expected)
    {
        var answer = await CreateAsync(@namespace, answer => answer.Message.Contains("x509: ", StringComparison.Ordinal));
        Assert.Contains(expected, answer.Message, StringComparison.Ordinal);
        return answer.Text;
    }

    private Task<ApiAnswer> CreateAsync(string @namespace, Func<ApiAnswer, bool> isWanted) => EventuallyAsync(
        () => GuardedRequest.SendAsync(Cluster.Admin, @namespace, Cancelled), isWanted);

    // with failurePolicy Ignore only the API server's log tells
    private async Task<string> LoggedAsync(ControlPlane control, MadeService service)
    {
        string? line = null;
        var answer = await CreateAsync(service.Namespace, _ => (line = FailingOpen(control, service)) is not null);
        Assert.True(answer.IsSuccess, answer.Message);
        return line ?? throw new InvalidOperationException("the API server's log says nothing of the webhook");
    }

    private static string? FailingOpen(ControlPlane control, MadeService service) => Directory
        .EnumerateFiles(control.Folder.Logs, "kube-apiserver-*.log")
        .SelectMany(ReadShared)
        .FirstOrDefault(line => line.Contains("failing open", StringComparison.Ordinal) && line.Contains(service.ServerName, StringComparison.Ordinal));

    private static IEnumerable<string> ReadShared(string path)
    {
        using var reader = new StreamReader(new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite));
        while (reader.ReadLine() is { } line)
        {
            yield return line;
        }
    }

    private async Task MustBlameAsync(string error, string code, MadeService service)
    {
        var call = NativeBinary.Call(["why", "-", "-o", "json", "--kubeconfig", Cluster.AdminKubeconfig]) with { Input = error };
        var result = await Plugin.RunAsync(call);
        var document = Plugin.Document(result);
        Assert.Equal(1, Json.Count(document, "items"));
        Assert.Equal(code, Json.Text(document, "items.0.causes.0.code"));
        Assert.Equal(service.Namespace, Json.Text(document, "items.0.service.namespace"));
        Assert.Equal(service.Name, Json.Text(document, "items.0.service.name"));
    }

    private async Task<IReadOnlyList<JsonNode>> ValidateAsync(string name)
    {
        var result = await Validation.RunAsync(Cluster, name, "-o", "json");
        Assert.Equal(1, result.ExitCode);
        return Validation.Findings(result);
    }

    private async Task MustQuoteAsync(string target, string message)
    {
        var result = await Validation.RunAsync(Cluster, target, "-o", "json");
        Assert.Equal(1, result.ExitCode);
        Assert.Equal("san-mismatch", Validation.Alarms(result)[0]);
        Assert.Equal(Clock.Hidden(message), Clock.Hidden(Validation.ReportedMessage(result)));
    }

    private static IEnumerable<string> Evidence(JsonNode finding) =>
        (Json.At(finding, "evidence") as JsonArray ?? []).Select(line => line?["value"]?.ToString() ?? "");
}
