using System.Collections.Immutable;

namespace KubectlWebhookCert.X509.Verification;

/// <summary>What an API server has before it when it calls a webhook.</summary>
/// <param name="CaBundle">The configuration's <c>caBundle</c>, decoded: PEM text, any bytes. Empty: the system's roots apply.</param>
/// <param name="Presented">The certificates that the server sent, in its order, the leaf first, each as DER, any bytes.</param>
/// <param name="ServerName">The name to verify: <c>service.namespace.svc</c>, or the host of a <c>url</c>, which may be an IP address.</param>
/// <param name="At">The instant to judge at, UTC.</param>
/// <param name="Server">Whose verdict is asked for.</param>
public sealed record VerificationRequest(
    ReadOnlyMemory<byte> CaBundle,
    ImmutableArray<ReadOnlyMemory<byte>> Presented,
    string ServerName,
    DateTimeOffset At,
    ApiServerVersion Server)
{
    /// <summary>The same of certificates that have been read.</summary>
    /// <param name="caBundle">The configuration's <c>caBundle</c>, decoded.</param>
    /// <param name="presented">The certificates that the server sends, in its order, the leaf first.</param>
    /// <param name="serverName">The name to verify.</param>
    /// <param name="at">The instant to judge at, UTC.</param>
    /// <param name="server">Whose verdict is asked for.</param>
    public static VerificationRequest Of(
        ReadOnlyMemory<byte> caBundle, IEnumerable<Certificate> presented, string serverName, DateTimeOffset at, ApiServerVersion server)
    {
        ArgumentNullException.ThrowIfNull(presented);
        var sent = ImmutableArray.CreateBuilder<ReadOnlyMemory<byte>>();
        foreach (var certificate in presented)
        {
            sent.Add(certificate.Raw);
        }

        return new VerificationRequest(caBundle, sent.ToImmutable(), serverName, at, server);
    }

    /// <summary>The API server's system roots, PEM text, used where the bundle is empty. Usually nobody knows them, and many images hold none.</summary>
    public ReadOnlyMemory<byte> SystemRoots { get; init; }
}
