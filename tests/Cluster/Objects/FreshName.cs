using System.Security.Cryptography;

namespace KubectlWebhookCert.Tests.Cluster;

/// <summary>Names that no other test has: nothing that is deleted is ever quite gone without a controller manager.</summary>
public static class FreshName
{
    /// <summary>The prefix, a hyphen, and eight hex digits: valid wherever the prefix is.</summary>
    public static string With(string prefix) => $"{prefix}-{Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(4))}";
}
