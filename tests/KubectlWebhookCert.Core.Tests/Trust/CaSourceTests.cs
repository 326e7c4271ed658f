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
        Assert.Equal(new CaSource.Published(ResourceTypes.ConfigMap, "ns", "name", key), CaSource.Parse(text));

    [Fact]
    public void A_secret_will_do_and_is_written_back_as_it_is_typed() => Assert.Equal("secret/ns/name:tls.crt", CaSource.Parse("secret/ns/name:tls.crt").ToString());

    [Theory]
    [InlineData("file/ca.crt", "ca.crt")]
    [InlineData("file//etc/kubernetes/pki/ca.crt", "/etc/kubernetes/pki/ca.crt")]
    [InlineData("FILE/a:b", "a:b")]
    public void A_file_is_named_by_its_path(string text, string path)
    {
        Assert.Equal(new CaSource.File(path), CaSource.Parse(text));
        Assert.Equal($"file/{path}", CaSource.Parse(text).ToString());
    }

    [Theory]
    [InlineData("service/ns/name", 443, "service/ns/name")]
    [InlineData("svc/ns/name:8443", 8443, "service/ns/name:8443")]
    public void A_service_is_asked_at_a_port(string text, int port, string written)
    {
        Assert.Equal(new CaSource.Service("ns", "name", port), CaSource.Parse(text));
        Assert.Equal(written, CaSource.Parse(text).ToString());
    }

    [Fact]
    public void The_api_server_needs_no_name() => Assert.Equal(("apiserver", new CaSource.ApiServer()), (CaSource.Parse("ApiServer").ToString(), CaSource.Parse("apiserver")));

    [Theory]
    [InlineData("")]
    [InlineData("configmap/name")]
    [InlineData("configmap/ns/")]
    [InlineData("configmap//name")]
    [InlineData("configmap/ns/name:")]
    [InlineData("configmap/ns/name/key")]
    [InlineData("service/name")]
    [InlineData("service/ns/name:https")]
    [InlineData("service/ns/name:0")]
    [InlineData("service/ns/name:65536")]
    [InlineData("file/")]
    [InlineData("file")]
    [InlineData("apiserver/name")]
    [InlineData("pod/ns/name")]
    [InlineData("ns/name:ca.crt")]
    public void Refuses_anything_else(string text) =>
        Assert.Equal($"invalid value \"{text}\" for --ca-from", Assert.Throws<UsageException>(() => CaSource.Parse(text)).Message);
}
