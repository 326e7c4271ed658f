using KubectlWebhookCert.Core.Model;
using KubectlWebhookCert.Core.Tests.Fixtures;

namespace KubectlWebhookCert.Core.Tests.Model;

public sealed class ManagedFieldsTests
{
    private const string CaBundleOfA = """{"f:webhooks":{"k:{\"name\":\"a\"}":{"f:clientConfig":{"f:caBundle":{}}}}}""";

    [Fact]
    public void Names_who_wrote_the_bundle_of_one_entry_and_of_no_other()
    {
        var configuration = Make.Mutating("config", Make.Entry("a", "ns/s"), Make.Entry("b", "ns/s"))
            .WrittenBy("operator", "2026-02-01T10:00:00Z", CaBundleOfA)
            .Build();

        Assert.Equal(
            [new FieldWriter("operator", "Update", new DateTimeOffset(2026, 2, 1, 10, 0, 0, TimeSpan.Zero))],
            ManagedFields.CaBundleWriters(ResourceTypes.MutatingWebhookConfiguration, configuration, "a"));
        Assert.Empty(ManagedFields.CaBundleWriters(ResourceTypes.MutatingWebhookConfiguration, configuration, "b"));
    }

    [Fact]
    public void Puts_the_latest_first_and_names_the_others()
    {
        var configuration = Make.Mutating("config", Make.Entry("a", "ns/s"))
            .WrittenBy("helm", "2026-02-01T10:00:00Z", CaBundleOfA)
            .WrittenBy("operator", "2026-02-01T11:00:00Z", CaBundleOfA)
            .Build();
        var writers = ManagedFields.CaBundleWriters(ResourceTypes.MutatingWebhookConfiguration, configuration, "a");

        Assert.Equal(["operator", "helm"], writers.Select(writer => writer.Manager));
        Assert.Equal("caBundle last written by operator at 2026-02-01T11:00:00Z, also written by helm", ManagedFields.Phrase("caBundle", writers));
    }

    [Fact]
    public void A_list_replaced_as_one_belongs_to_who_replaced_it()
    {
        var configuration = Make.Mutating("config", Make.Entry("a", "ns/s")).WrittenBy("old", "2026-02-01T10:00:00Z", """{"f:webhooks":{}}""").Build();

        Assert.Equal("old", Assert.Single(ManagedFields.CaBundleWriters(ResourceTypes.MutatingWebhookConfiguration, configuration, "a")).Manager);
    }

    [Fact]
    public void Finds_the_bundle_of_a_crd_and_of_an_apiservice()
    {
        var crd = Make.Crd("x", "ns/s")
            .WrittenBy("injector", "2026-02-01T10:00:00Z", """{"f:spec":{"f:conversion":{"f:webhook":{"f:clientConfig":{"f:caBundle":{}}}}}}""", "Apply")
            .Build();
        var apiService = Make.ApiService("v1", "x", "ns/s").WrittenBy("injector", "not a time", """{"f:spec":{"f:caBundle":{}}}""").Build();

        Assert.Equal("Apply", Assert.Single(ManagedFields.CaBundleWriters(ResourceTypes.CustomResourceDefinition, crd, "x")).Operation);
        Assert.Null(Assert.Single(ManagedFields.CaBundleWriters(ResourceTypes.ApiService, apiService, "v1.x")).Time);
    }

    [Fact]
    public void Names_who_wrote_a_secrets_data()
    {
        var secret = Make.Secret("ns", "tls", ("tls.crt", "x"))
            .WrittenBy("helm", "2026-02-01T10:00:00Z", """{"f:metadata":{"f:labels":{}},"f:type":{}}""")
            .WrittenBy("operator", "2026-02-01T10:00:00Z", """{"f:data":{".":{},"f:tls.crt":{}}}""")
            .Build();

        Assert.Equal("operator", Assert.Single(ManagedFields.DataWriters(secret)).Manager);
        Assert.Null(ManagedFields.Phrase("data", []));
    }

    [Fact]
    public void Who_has_lost_every_key_of_a_secret_to_others_owns_none_of_them()
    {
        var secret = Make.Secret("ns", "tls", ("tls.crt", "x"))
            .WrittenBy("operator", "2026-02-01T10:00:00Z", """{"f:data":{}}""")
            .WrittenBy("cert-manager", "2026-02-01T11:00:00Z", """{"f:data":{".":{},"f:tls.crt":{}}}""")
            .Build();

        Assert.Equal("cert-manager", Assert.Single(ManagedFields.KeyWriters(secret, "tls.crt")).Manager);
        Assert.Empty(ManagedFields.KeyWriters(secret, "tls.key"));
    }
}
