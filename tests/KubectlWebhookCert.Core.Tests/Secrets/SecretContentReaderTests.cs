using System.Text.Json.Nodes;
using KubectlWebhookCert.Core.Model;
using KubectlWebhookCert.Core.Secrets;
using KubectlWebhookCert.Core.Tests.Fixtures;

namespace KubectlWebhookCert.Core.Tests.Secrets;

public sealed class SecretContentReaderTests
{
    private static readonly Issued Ca = Issued.Ca("CN=hook-ca");
    private static readonly Issued Leaf = Ca.Leaf("CN=hook.system.svc", 1, 42, null, "hook.system.svc");

    [Theory]
    [InlineData("tls.crt", "tls.key", "ca.crt", "ca.key")]
    [InlineData("server-cert.pem", "server-key.pem", "ca-cert.pem", "ca-key.pem")]
    [InlineData("cert", "key", "ca", "cakey")]
    [InlineData("tls.crt", "tls.key", "olmCAKey", "none")]
    [InlineData("zzz", "aaa", "mmm", "bbb")] // names say nothing
    public void Pairs_by_public_key_whatever_the_names_are(string certificate, string privateKey, string authority, string authorityKey)
    {
        var content = Read((authority, Ca.Pem), (authorityKey, Ca.KeyPem), (certificate, Leaf.Pem), (privateKey, Leaf.KeyPem));

        Assert.Equal((certificate, privateKey), (content.Leaf?.CertificateKey, content.Leaf?.PrivateKeyKey));
        Assert.Equal(Leaf.Certificate, content.Leaf?.Certificate);
        Assert.Equal([new StoredAuthority(authority, Ca.Certificate)], content.Authorities);
        Assert.Equal(authorityKey, content.AuthorityKey);
        Assert.Empty(content.Problems);
        Assert.Empty(content.LooseKeys);
    }

    [Fact]
    public void What_follows_the_leaf_is_its_chain()
    {
        var content = Read(("tls.crt", Leaf.Pem + Ca.Pem), ("tls.key", Leaf.KeyPem));

        Assert.Equal([Ca.Certificate], content.Leaf?.Chain);
        Assert.Empty(content.Authorities);
        Assert.Null(content.AuthorityKey);
    }

    [Fact]
    public void A_self_signed_leaf_that_is_its_own_ca_lies_beside_its_key()
    {
        var leaf = Issued.SelfSigned(string.Empty, 1, "hook.system.svc");
        var content = Read(("ca.crt", leaf.Pem), ("tls.crt", leaf.Pem), ("tls.key", leaf.KeyPem));

        Assert.Equal("tls.crt", content.Leaf?.CertificateKey);
        Assert.Equal("ca.crt", Assert.Single(content.Authorities).CertificateKey);
        Assert.Null(content.AuthorityKey);
    }

    [Fact]
    public void The_leaf_that_spark_1_4_stores_as_its_ca_is_told_from_the_leaf()
    {
        var content = Read(("ca-cert.pem", Leaf.Pem), ("ca-key.pem", Ca.KeyPem), ("server-cert.pem", Leaf.Pem), ("server-key.pem", Leaf.KeyPem));

        Assert.Equal(("server-cert.pem", "server-key.pem"), (content.Leaf?.CertificateKey, content.Leaf?.PrivateKeyKey));
        Assert.Equal("ca-cert.pem", Assert.Single(content.Authorities).CertificateKey);
        Assert.Equal("ca-key.pem", Assert.Single(content.LooseKeys).DataKey);
    }

    [Fact]
    public void A_ca_certificate_that_names_a_host_and_has_its_key_is_served_itself()
    {
        var selfSigned = Issued.Ca("CN=hook", 0, 1, "hook.system.svc");

        Assert.Equal("tls.crt", Read(("tls.crt", selfSigned.Pem), ("tls.key", selfSigned.KeyPem)).Leaf?.CertificateKey);
    }

    [Fact]
    public void A_ca_with_its_key_alone_is_no_leaf()
    {
        var content = Read(("tls.crt", Ca.Pem), ("tls.key", Ca.KeyPem));

        Assert.Null(content.Leaf);
        Assert.Equal(("tls.crt", "tls.key"), (Assert.Single(content.Authorities).CertificateKey, content.AuthorityKey));
    }

    [Fact]
    public void A_leaf_whose_key_is_another_ones_has_none()
    {
        var content = Read(("ca.crt", Ca.Pem), ("tls.crt", Leaf.Pem), ("tls.key", Issued.Ca("CN=x", 2).KeyPem));

        Assert.Equal("tls.crt", content.Leaf?.CertificateKey);
        Assert.Null(content.Leaf?.PrivateKeyKey);
        Assert.Equal("tls.key", Assert.Single(content.LooseKeys).DataKey);
    }

    [Fact]
    public void Certificate_and_key_may_share_a_value() =>
        Assert.Equal("all.pem", Read(("all.pem", Leaf.KeyPem + Leaf.Pem)).Leaf?.PrivateKeyKey);

    [Fact]
    public void Plain_text_of_a_manifest_counts_before_data()
    {
        var secret = Make.Secret("ns", "tls", ("tls.crt", "old"), ("tls.key", Leaf.KeyPem))
            .With(json => json["stringData"] = new JsonObject { ["tls.crt"] = Leaf.Pem });

        Assert.Equal(Leaf.Certificate, SecretContentReader.Read(secret.Build()).Leaf?.Certificate);
    }

    [Fact]
    public void Empty_values_are_named()
    {
        var content = Read(("ca-cert.pem", string.Empty), ("server-cert.pem", string.Empty));

        Assert.Null(content.Leaf);
        Assert.Equal(["ca-cert.pem", "server-cert.pem"], content.EmptyKeys);
        Assert.Empty(content.Problems);
    }

    [Fact]
    public void What_is_called_a_certificate_and_is_none_is_a_problem_and_other_values_are_not()
    {
        var content = Read(("tls.crt", "hello"), ("password", "hello"), ("keystore.p12", "0\u0082"));

        Assert.StartsWith("tls.crt: ", Assert.Single(content.Problems), StringComparison.Ordinal);
    }

    [Fact]
    public void Bad_base64_is_a_problem_that_shows_nothing_of_the_value()
    {
        var secret = Make.Secret("ns", "tls").With(json => json["data"] = new JsonObject { ["tls.key"] = "c2VjcmV0!" });

        Assert.Equal(["tls.key: not base64"], SecretContentReader.Read(secret.Build()).Problems);
    }

    [Fact]
    public void A_broken_key_is_a_problem_that_shows_nothing_of_it()
    {
        const string Broken = "-----BEGIN RSA PRIVATE KEY-----\nc2VjcmV0c2VjcmV0\n-----END RSA PRIVATE KEY-----\n";
        var problem = Assert.Single(Read(("tls.crt", Leaf.Pem), ("tls.key", Broken)).Problems);

        Assert.StartsWith("tls.key: ", problem, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", problem, StringComparison.Ordinal);
        Assert.DoesNotContain("c2Vjcm", problem, StringComparison.Ordinal);
    }

    [Fact]
    public void Nothing_is_thrown_at_odd_shapes()
    {
        var secret = Make.Secret("ns", "tls").With(json => json["data"] = new JsonObject { ["tls.crt"] = 1, ["tls.key"] = null });

        Assert.Null(SecretContentReader.Read(secret.Build()).Leaf);
        Assert.Null(SecretContentReader.Read(Make.Secret("ns", "tls").With(json => json["data"] = "x").Build()).Leaf);
    }

    private static SecretContent Read(params (string Key, string Value)[] data) =>
        SecretContentReader.Read(Make.Secret("ns", "tls", data).Build());
}
