using System.Globalization;
using System.Net.Security;
using System.Security.Cryptography.X509Certificates;

namespace KubectlWebhookCert.Cluster.Api;

/// <summary>
/// Judges the API server's certificate as kubectl does: dates, then name, then trust. Every certificate of the bundle is an anchor,
/// be it a root, an intermediate or the server's own; the platform's chain engine knows only roots.
/// </summary>
/// <param name="anchors">Whom to trust; null: the system's roots.</param>
/// <param name="host">The name or IP address verified.</param>
/// <param name="clock">The time the certificates are judged at.</param>
internal sealed class ServerVerification(X509Certificate2Collection? anchors, string host, TimeProvider clock)
{
    /// <summary>How the handshake itself is to build the chain.</summary>
    public X509ChainPolicy? ChainPolicy => anchors is null ? null : PolicyFor(anchors);

    /// <summary>Null where the certificate is trusted, else why not, in Go's words.</summary>
    /// <param name="leaf">What the server presented.</param>
    /// <param name="chain">What the platform made of it.</param>
    /// <param name="errors">The platform's verdict; its opinion of the name is not asked.</param>
    public string? Refusal(X509Certificate2 leaf, X509Chain chain, SslPolicyErrors errors) =>
        OutOfDate(leaf) ?? ServerName.Mismatch(leaf, host) ?? Distrust(leaf, chain, errors);

    private string? Distrust(X509Certificate2 leaf, X509Chain chain, SslPolicyErrors errors)
    {
        if ((errors & SslPolicyErrors.RemoteCertificateChainErrors) == 0 || (anchors is not null && IsAnchored(leaf, chain, anchors)))
        {
            return null;
        }

        var seen = X509ChainStatusFlags.NoError;
        foreach (var element in chain.ChainElements)
        {
            if (OutOfDate(element.Certificate) is { } outOfDate)
            {
                return outOfDate;
            }

            seen |= StatusOf(element);
        }

        return (seen & X509ChainStatusFlags.NotValidForUsage) != 0
            ? "x509: certificate specifies an incompatible key usage"
            : "x509: certificate signed by unknown authority";
    }

    private bool IsAnchored(X509Certificate2 leaf, X509Chain chain, X509Certificate2Collection anchors)
    {
        // One by one: of several authorities with one name the platform tries one, and it may be the wrong one.
        foreach (var anchor in anchors)
        {
            using var alone = new X509Chain { ChainPolicy = PolicyFor([anchor]) };
            alone.ChainPolicy.ApplicationPolicy.Add(new("1.3.6.1.5.5.7.3.1"));
            alone.ChainPolicy.ExtraStore.AddRange(chain.ChainPolicy.ExtraStore);
            if (alone.Build(leaf) || EndsAtAnchor(alone, anchors))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>
    /// A chain that misses nothing but a self-signed root is as good as its last certificate that is an anchor.
    /// Of a chain it calls incomplete the platform checks less (OpenSSL not the dates of the last certificate, and nobody
    /// promises the signatures), so that is done here.
    /// </summary>
    private bool EndsAtAnchor(X509Chain chain, X509Certificate2Collection anchors)
    {
        const X509ChainStatusFlags OnlyNoRoot = X509ChainStatusFlags.PartialChain | X509ChainStatusFlags.UntrustedRoot;
        X509Certificate2? below = null;
        foreach (var element in chain.ChainElements)
        {
            if ((StatusOf(element) & ~OnlyNoRoot) != 0
                || OutOfDate(element.Certificate) is not null
                || (below is not null && !(MaySign(element.Certificate) && CertificateSignature.IsBy(below, element.Certificate))))
            {
                return false;
            }

            if (Holds(anchors, element.Certificate))
            {
                return true;
            }

            below = element.Certificate;
        }

        return false;
    }

    private static bool Holds(X509Certificate2Collection anchors, X509Certificate2 certificate)
    {
        foreach (var anchor in anchors)
        {
            if (anchor.RawDataMemory.Span.SequenceEqual(certificate.RawDataMemory.Span))
            {
                return true;
            }
        }

        return false;
    }

    private string? OutOfDate(X509Certificate2 certificate)
    {
        var now = clock.GetUtcNow();
        DateTimeOffset from = certificate.NotBefore;
        DateTimeOffset until = certificate.NotAfter;
        var (relation, limit) = now < from ? ("before", from) : ("after", until);
        return now >= from && now <= until
            ? null
            : string.Create(
                CultureInfo.InvariantCulture,
                $"x509: certificate has expired or is not yet valid: current time {now:yyyy-MM-ddTHH:mm:ssZ} is {relation} {limit.UtcDateTime:yyyy-MM-ddTHH:mm:ssZ}");
    }

    private static bool MaySign(X509Certificate2 certificate)
    {
        var isAuthority = false;
        foreach (var extension in certificate.Extensions)
        {
            switch (extension)
            {
                case X509BasicConstraintsExtension constraints:
                    isAuthority = constraints.CertificateAuthority;
                    break;
                case X509KeyUsageExtension usage when (usage.KeyUsages & X509KeyUsageFlags.KeyCertSign) == 0:
                    return false;
            }
        }

        return isAuthority;
    }

    private static X509ChainStatusFlags StatusOf(X509ChainElement element)
    {
        var flags = X509ChainStatusFlags.NoError;
        foreach (var status in element.ChainElementStatus)
        {
            flags |= status.Status;
        }

        return flags;
    }

    private static X509ChainPolicy PolicyFor(X509Certificate2Collection trusted)
    {
        var policy = new X509ChainPolicy
        {
            TrustMode = X509ChainTrustMode.CustomRootTrust,
            RevocationMode = X509RevocationMode.NoCheck,
            DisableCertificateDownloads = true,
        };
        policy.CustomTrustStore.AddRange(trusted);
        return policy;
    }
}
