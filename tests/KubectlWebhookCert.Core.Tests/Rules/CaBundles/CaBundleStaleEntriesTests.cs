using KubectlWebhookCert.Core.Rules;
using KubectlWebhookCert.Core.Tests.Fixtures;

namespace KubectlWebhookCert.Core.Tests.Rules.CaBundles;

/// <summary>ca-bundle-stale-entries: expired ones are clutter, many of them a danger.</summary>
public sealed class CaBundleStaleEntriesTests
{
    private const string Code = "ca-bundle-stale-entries";

    [Fact]
    public void An_expired_ca_beside_a_good_one_is_worth_knowing()
    {
        var expired = Shaped.Alone(Shaped.Root with { CommonName = "old-ca", NotAfter = Judged.Now.AddSeconds(-1) }).Pem;

        var finding = Judged.Of(Hook.Healthy with { Bundle = expired + Hook.Healthy.Ca.Pem }).Finding(Code);

        Assert.Equal((Severity.Info, "1 of 2 certificates in the CA bundle has expired"), (finding.Severity, finding.Fault.Message));
        Assert.StartsWith("CN=old-ca", Assert.Single(finding.Fault.Evidence).Value, StringComparison.Ordinal);
    }

    [Fact]
    public void That_all_have_expired_is_another_rules() => Assert.DoesNotContain(
        Code, Judged.Of(Shaped.Path(Shaped.Root with { NotAfter = Judged.Now.AddSeconds(-1) }, Shaped.Leaf)).Codes);

    [Theory]
    [InlineData(19, false)]
    [InlineData(20, true)]
    public void More_than_20_certificates_are_many(int others, bool isMany) =>
        Assert.Equal(isMany, Judged.Of(With(others, number => $"ca-{number}")).Alarms.Contains(Code));

    [Theory]
    [InlineData(9, false)]
    [InlineData(10, true)]
    public void More_than_10_of_one_name_are_many(int others, bool isMany) =>
        Assert.Equal(isMany, Judged.Of(With(others, _ => "hook-ca")).Alarms.Contains(Code));

    private static Hook With(int others, Func<int, string> name) => Hook.Healthy with
    {
        Bundle = Hook.Healthy.Ca.Pem
            + string.Concat(Enumerable.Range(0, others).Select(number => Shaped.Alone(Shaped.Root with { CommonName = name(number) }).Pem)),
    };
}
