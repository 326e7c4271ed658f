using System.Collections.Immutable;
using KubectlWebhookCert.X509.Verification;

namespace KubectlWebhookCert.Tests.Cluster;

/// <summary>A case made for a server name.</summary>
/// <param name="Bundle">The CA bundle.</param>
/// <param name="Presented">What the server sends, DER.</param>
/// <param name="Key">The server's, PKCS#8.</param>
internal sealed record VerdictStage(ReadOnlyMemory<byte> Bundle, ImmutableArray<ReadOnlyMemory<byte>> Presented, ReadOnlyMemory<byte> Key)
{
    /// <summary>Our verdict, judged now.</summary>
    public VerificationResult Judge(string serverName, ApiServerVersion server) =>
        Verifier.Verify(new VerificationRequest(Bundle, Presented, serverName, DateTimeOffset.UtcNow, server));

    /// <summary>Our verdict in the words of the cases.</summary>
    public string JudgeInWords(string serverName, ApiServerVersion server) => Judge(serverName, server) switch
    {
        VerificationResult.Refused refused => Clock.Hidden(refused.Text),
        _ => VerdictCase.Admitted,
    };

    // A record prints all it holds.
    public override string ToString() => $"{Presented.Length} certificates";
}
