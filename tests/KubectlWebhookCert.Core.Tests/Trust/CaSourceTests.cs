using KubectlWebhookCert.Core.Errors;
using KubectlWebhookCert.Core.Model;
using KubectlWebhookCert.Core.Trust;

namespace KubectlWebhookCert.Core.Tests.Trust;

public sealed class CaSourceTests
{
    [Theory]
    [InlineData("configmap/ns/name", null)]
    [InlineData("cm/ns/name:ca.crt", "ca.crt")]
    [InlineData("ConfigMaps/ns/name:a:b", "a:b")]
    public void A_config_map_is_named_with_its_namespace_and_maybe_a_key(string text, string? key) =>
        Assert.Equal(new CaSource(ResourceTypes.ConfigMap, "ns", "name", key), CaSource.Parse(text));

    [Fact]
    public void A_secret_will_do_and_is_written_back_as_it_is_typed() => Assert.Equal("secret/ns/name:tls.crt", CaSource.Parse("secret/ns/name:tls.crt").ToString());

    [Theory]
    [InlineData("")]
    [InlineData("configmap/name")]
    [InlineData("configmap/ns/")]
    [InlineData("configmap//name")]
    [InlineData("configmap/ns/name:")]
    [InlineData("configmap/ns/name/key")]
    [InlineData("service/ns/name")]
    [InlineData("ns/name:ca.crt")]
    public void Refuses_anything_else(string text) =>
        Assert.Equal($"invalid value \"{text}\" for --ca-from", Assert.Throws<UsageException>(() => CaSource.Parse(text)).Message);
}
