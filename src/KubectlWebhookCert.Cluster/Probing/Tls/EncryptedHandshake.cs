using System.Net;
using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using KubectlWebhookCert.Core;
using KubectlWebhookCert.Core.Served;

namespace KubectlWebhookCert.Cluster.Probing.Tls;

/// <summary>A handshake in TLS 1.3, by the platform: the server's certificates come encrypted. Nothing is sent after it.</summary>
internal sealed class EncryptedHandshake
{
    private ValueList<PresentedCertificate> chain = [];
    private bool asksClientCertificate;

    /// <summary>What the server presents; null where nothing came.</summary>
    /// <param name="stream">To the server.</param>
    /// <param name="serverName">What is asked for.</param>
    /// <param name="limit">When it has taken long enough.</param>
    public async Task<ProbeAnswer.Presented?> AskAsync(Stream stream, string serverName, CancellationToken limit)
    {
        var secured = new SslStream(stream, leaveInnerStreamOpen: true);
        await using (secured)
        {
            try
            {
                await secured.AuthenticateAsClientAsync(Options(serverName), limit);
            }
            catch (Exception exception) when (exception is AuthenticationException or IOException or OperationCanceledException)
            {
                // the platform dislikes it, or the server this client: what it presents may have come all the same
            }
        }

        return chain.Count == 0 ? null : ServerFlight.Describe(chain, "TLS 1.3", asksClientCertificate);
    }

    // no version is named: the older ones have been tried
    private SslClientAuthenticationOptions Options(string serverName) => new()
    {
        TargetHost = IPAddress.TryParse(serverName, out _) ? string.Empty : serverName.TrimEnd('.'),
        ApplicationProtocols = [SslApplicationProtocol.Http2, SslApplicationProtocol.Http11],
        CertificateRevocationCheckMode = X509RevocationMode.NoCheck,
        CertificateChainPolicy = new X509ChainPolicy
        {
            DisableCertificateDownloads = true,
            RevocationMode = X509RevocationMode.NoCheck,
            VerificationFlags = X509VerificationFlags.AllFlags,
        },
        RemoteCertificateValidationCallback = (_, leaf, sent, _) =>
        {
            chain = Copy(leaf, sent);
            return leaf is not null; // whatever it is worth: it is what is asked for
        },
        LocalCertificateSelectionCallback = (_, _, _, server, _) =>
        {
            // asked once before anything is sent, and again where the server wants one
            asksClientCertificate |= server is not null;
            return null!;
        },
    };

    private static ValueList<PresentedCertificate> Copy(X509Certificate? leaf, X509Chain? sent)
    {
        if (leaf is null)
        {
            return [];
        }

        var first = new PresentedCertificate(leaf.GetRawCertData());
        var others = (sent?.ChainPolicy.ExtraStore ?? []).Select(each => new PresentedCertificate(each.RawData)).ToList();
        return others is [var again, ..] && again == first ? others.ToValueList() : [first, .. others];
    }
}
