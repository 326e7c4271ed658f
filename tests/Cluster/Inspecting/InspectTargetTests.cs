namespace KubectlWebhookCert.Tests.Cluster;

/// <summary>What a target selects on a real server.</summary>
public sealed class InspectTargetTests(SharedCluster shared) : InspectTest(shared)
{
    [Fact]
    public async Task A_webhook_is_found_by_the_name_that_error_messages_quote()
    {
        var stage = await SoundAsync();
        var entry = FreshName.With("guard") + ".webhook-cert.test";
        var other = FreshName.With("other") + ".webhook-cert.test";
        var configuration = await Make.MutatingAsync([Entry(stage) with { Name = other }, Entry(stage) with { Name = entry }], Cancelled);

        var document = await DocumentAsync(entry);

        Assert.Equal(configuration, Json.Text(document, "items.0.name"));
        Assert.Equal(entry, Json.Text(Only(document), "name"));
        Assert.Equal("1", Json.Text(Only(document), "index"));
    }

    [Fact]
    public async Task Type_and_name_may_stand_apart()
    {
        var name = await ValidatingAsync(await SoundAsync());

        var document = await DocumentAsync("validatingwebhookconfiguration", name);

        Assert.Equal(name, Json.Text(document, "items.0.name"));
    }

    [Fact]
    public async Task Configurations_of_two_kinds_that_share_a_name_are_both_shown()
    {
        var stage = await SoundAsync();
        var name = await ValidatingAsync(stage);
        await Make.ClusterScopedAsync(
            "/apis/admissionregistration.k8s.io/v1/mutatingwebhookconfigurations",
            name,
            Manifest.WebhookConfiguration("MutatingWebhookConfiguration", name, [Entry(stage)]),
            Cancelled);

        var document = await DocumentAsync(name);

        Assert.Equal(2, Json.Count(document, "items"));
    }

    [Theory]
    [InlineData("service/hook", true)]
    [InlineData("svc/hook", false)]
    [InlineData("secret/hook-certs", true)]
    [InlineData("secrets/hook-certs", false)]
    public async Task A_Service_or_a_Secret_stands_for_the_webhooks_that_use_it(string target, bool isByFlag)
    {
        var stage = await SoundAsync();
        var validating = await ValidatingAsync(stage);
        var definition = await Make.DefinitionAsync(stage.Service, stage.Serving.AuthorityPem, Cancelled);
        var elsewhere = await ValidatingAsync(await SoundAsync());

        var document = isByFlag
            ? await DocumentAsync(target, "-n", stage.Namespace)
            : Plugin.Document(await Plugin.InspectAsync(ContextIn(stage.Namespace), target, "-o", "json"));

        string?[] names = [Json.Text(document, "items.0.name"), Json.Text(document, "items.1.name")];
        Assert.Equal(2, Json.Count(document, "items"));
        Assert.Contains(validating, names);
        Assert.Contains(definition.Configuration, names);
        Assert.DoesNotContain(elsewhere, names);
    }

    [Fact]
    public async Task A_namespace_narrows_a_look_at_everything()
    {
        var stage = await SoundAsync();
        var here = await ValidatingAsync(stage);
        var elsewhere = await ValidatingAsync(await SoundAsync());

        var narrowed = await InspectAsync("-n", stage.Namespace, "-o", "name");
        var everything = await InspectAsync("-A", "-n", stage.Namespace, "-o", "name");

        Assert.Equal($"validatingwebhookconfiguration.admissionregistration.k8s.io/{here}\n", narrowed.Output);
        Assert.Contains($"/{elsewhere}\n", everything.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("webhook-cert.test/case={0}")]
    [InlineData("webhook-cert.test/case=={0}")]
    [InlineData("webhook-cert.test/case in (nothing,{0})")]
    public async Task A_label_selector_narrows_too(string selector)
    {
        var stage = await SoundAsync();
        var labelled = await ValidatingAsync(stage);
        await ValidatingAsync(stage);
        var value = FreshName.With("case");
        await Cluster.Admin.MergeAsync(
            $"/apis/admissionregistration.k8s.io/v1/validatingwebhookconfigurations/{labelled}",
            $$"""{"metadata":{"labels":{"webhook-cert.test/case":"{{value}}"} } }""",
            Cancelled);

        var result = await InspectAsync("-l", selector.Replace("{0}", value, StringComparison.Ordinal), "-o", "name");

        Assert.Equal($"validatingwebhookconfiguration.admissionregistration.k8s.io/{labelled}\n", result.Output);
    }

    [Fact]
    public async Task A_chosen_Secret_goes_before_what_is_found()
    {
        var stage = await SoundAsync();
        var name = await ValidatingAsync(stage);
        await Make.SecretAsync(stage.Namespace, "chosen", "Opaque", stage.Serving.SecretData, Cancelled);

        var inNamespaceOfService = await OnlyWebhookAsync(name, "--secret", "chosen");
        var named = await OnlyWebhookAsync(name, "--secret", $"{stage.Namespace}/chosen");

        Assert.Equal("chosen", Json.Text(inNamespaceOfService, "servingSecrets.0.name"));
        Assert.Equal("chosen", Json.Text(named, "servingSecrets.0.name"));
        Assert.Equal(1, Json.Count(named, "servingSecrets"));
    }

    [Fact]
    public async Task What_is_found_nowhere_is_told_with_what_resembles_it()
    {
        var name = await ValidatingAsync(await SoundAsync());
        var misspelt = name + "x";

        var bare = await InspectAsync(misspelt);
        var typed = await InspectAsync($"vwc/{misspelt}");

        Plugin.MustFail(bare, misspelt);
        Assert.Contains($"hint: did you mean {name}", bare.Error, StringComparison.Ordinal);
        Plugin.MustFail(typed, misspelt);
        Assert.Contains($"validatingwebhookconfiguration/{name}", typed.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("service/no-such-service")]
    [InlineData("secret/no-such-secret")]
    [InlineData("crd/no-such-definition.example.org")]
    [InlineData("apiservice/v1.no-such-group.example.org")]
    [InlineData("crd/no such definition")]
    [InlineData("vwc/../../../api/v1/secrets")]
    [InlineData("vwc/%2e%2e")]
    [InlineData("no-such-thing")]
    [InlineData("no.such.thing")]
    [InlineData("ünïcode-😀")]
    [InlineData("\u001b[31mred")]
    public async Task What_is_found_nowhere_is_one_error(string target)
    {
        var result = await InspectAsync(target, "-n", "default");

        Plugin.MustFail(result);
        Assert.DoesNotContain('\u001b', result.Error);
    }

    [Fact]
    public async Task An_APIService_of_the_server_itself_has_no_webhook()
    {
        Plugin.MustFail(await InspectAsync("apiservice/v1.apps"), "v1.apps");
    }

    [Fact]
    public async Task A_webhook_name_of_two_Services_is_ambiguous()
    {
        var entry = FreshName.With("guard") + ".webhook-cert.test";
        var first = await Make.ValidatingAsync([Entry(await SoundAsync()) with { Name = entry }], Cancelled);
        var second = await Make.MutatingAsync([Entry(await SoundAsync()) with { Name = entry }], Cancelled);

        var result = await InspectAsync(entry);

        Plugin.MustFail(result, entry);
        Assert.Contains(first, result.Error, StringComparison.Ordinal);
        Assert.Contains(second, result.Error, StringComparison.Ordinal);
    }

    private string ContextIn(string @namespace)
    {
        var own = Own("its administrator's token");
        var kubeconfig = own.Anonymous with { Token = own.AdminToken, Namespace = @namespace };
        return own.Folder.Write(FreshName.With("kubeconfig"), kubeconfig.ToYaml());
    }
}
