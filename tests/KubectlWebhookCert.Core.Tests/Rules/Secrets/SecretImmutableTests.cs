using KubectlWebhookCert.Core.Rules;
using KubectlWebhookCert.Core.Tests.Fixtures;

namespace KubectlWebhookCert.Core.Tests.Rules.Secrets;

public sealed class SecretImmutableTests
{
    private const string Code = "secret-immutable";

    [Fact]
    public void An_immutable_secret_is_a_warning()
    {
        var finding = Judged.Of(With(true)).Finding(Code);

        Assert.Equal(Severity.Warning, finding.Severity);
        Assert.Equal("Secret web/hook-tls is immutable: its certificate cannot be renewed in place", finding.Fault.Message);
        Assert.Equal("immutable", finding.Fault.Field);
    }

    [Fact]
    public void One_that_says_it_is_not_is_none() => Assert.DoesNotContain(Code, Judged.Of(With(false)).Codes);

    private static Hook With(bool immutable) => Hook.Healthy with { Secret = secret => secret.With(json => json["immutable"] = immutable) };
}
