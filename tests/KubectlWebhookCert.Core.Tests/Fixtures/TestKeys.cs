using System.Security.Cryptography;

namespace KubectlWebhookCert.Core.Tests.Fixtures;

/// <summary>RSA keys, each made once: making one takes longer than a test.</summary>
internal static class TestKeys
{
    private static readonly Lazy<RSA>[] Keys = [.. Enumerable.Range(0, 6).Select(_ => new Lazy<RSA>(() => RSA.Create(2048)))];

    /// <summary>The same key for the same number, 0 to 5.</summary>
    public static RSA Rsa(int number) => Keys[number].Value;
}
