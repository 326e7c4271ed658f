using KubectlWebhookCert.Core.Reporting;
using KubectlWebhookCert.Core.Tests.Fixtures;
using KubectlWebhookCert.Core.Validation;

namespace KubectlWebhookCert.Core.Tests.Reporting;

public sealed class ValidationPrometheusTests
{
    [Fact]
    public void No_series_and_no_help_comes_twice()
    {
        var lines = ValidationPrometheus.Format(Results.Mixed()).TrimEnd('\n').Split('\n');
        var series = lines.Select(line => line[0] == '#' ? line : line[..line.LastIndexOf(' ')]).ToList();

        Assert.Equal(series.Distinct(), series);
    }

    [Fact]
    public void The_secret_that_two_webhooks_share_has_one_series() => Assert.Single(
        ValidationPrometheus.Format(Results.Mixed()).Split('\n'),
        line => line.StartsWith("x509_cert_not_after{secret_namespace=\"web\",secret_name=\"hook-tls\"", StringComparison.Ordinal));

    [Fact]
    public void Two_cas_that_differ_in_their_keys_only_are_told_apart()
    {
        var (one, other) = (Issued.Ca("CN=hook-ca", 0), Issued.Ca("CN=hook-ca", 2));
        var text = ValidationPrometheus.Format(Judged.Of(new Hook { Ca = one, Bundle = one.Pem + other.Pem }).Result);

        foreach (var ca in new[] { one, other })
        {
            Assert.Contains($",issuer_CN=\"hook-ca\",discriminator=\"{ca.Certificate.Sha256[..8]}\"}} ", text, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData(-1, "} 1\n")]
    [InlineData(0, "} 0\n")]
    public void The_last_second_of_validity_is_not_expired(int seconds, string expected)
    {
        var leaf = Hook.Healthy.Ca.Leaf("CN=ending", 1, 2, Judged.Now.AddSeconds(seconds), Hook.ServerName);
        var text = ValidationPrometheus.Format(Judged.Of(Hook.Healthy with { Leaf = leaf }).Result);

        var line = Assert.Single(text.Split('\n'), line =>
            line.StartsWith("x509_cert_expired{", StringComparison.Ordinal) && line.Contains("\"ending\"", StringComparison.Ordinal));
        Assert.EndsWith(expected, line + "\n", StringComparison.Ordinal);
    }

    [Fact]
    public void Values_of_labels_are_escaped()
    {
        var result = Results.Mixed();
        var stale = result.Subjects[3] with { Field = "a\"b\\c\nd" };
        var text = ValidationPrometheus.Format(new ValidationResult(result.Options, [stale], []));

        Assert.Contains("name=\"root-ca\",key=\"a\\\"b\\\\c\\nd\"} 1\n", text, StringComparison.Ordinal);
    }
}
