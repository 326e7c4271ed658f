using KubectlWebhookCert.Core.Adopting;
using KubectlWebhookCert.Core.Errors;
using KubectlWebhookCert.Core.Tests.Fixtures;

namespace KubectlWebhookCert.Core.Tests.Adopting;

public sealed class FingerprintTests
{
    private static readonly Issued Ca = Issued.Ca("CN=ca");

    [Fact]
    public void It_is_read_as_openssl_and_as_this_program_print_it()
    {
        var plain = Ca.Certificate.Sha256;
        var colons = string.Join(':', plain.ToUpperInvariant().Chunk(2).Select(pair => new string(pair)));

        foreach (var text in (string[])[plain, $"sha256:{plain}", $"SHA256:{plain}", colons, $"sha256 Fingerprint={colons}", $" {plain} "])
        {
            Assert.True(Fingerprint.Parse(text, "--fingerprint").IsOf(Ca.Certificate), text);
        }

        Assert.False(Fingerprint.Parse(plain, "--fingerprint").IsOf(Issued.Ca("CN=ca", key: 1).Certificate));
    }

    [Theory]
    [InlineData("")]
    [InlineData("sha256:")]
    [InlineData("0a1b2c3d4e5f")] // as it is shown for short: too short to confirm anything
    [InlineData("zz1b2c3d4e5f0a1b2c3d4e5f0a1b2c3d4e5f0a1b2c3d4e5f0a1b2c3d4e5f0a1b")]
    public void Anything_else_is_refused(string text) => Assert.Equal(
        $"invalid fingerprint \"{text}\" for --fingerprint", Assert.Throws<UsageException>(() => Fingerprint.Parse(text, "--fingerprint")).Message);
}
