using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;

namespace KubectlWebhookCert.Cluster.Probing;

/// <summary>TLS servers for <see cref="ScriptedServer"/>.</summary>
internal static class TlsHost
{
    public static ScriptedServer Serving(
        SslProtocols protocols,
        bool asks,
        Action<string?>? nameAsked,
        X509Certificate2 leaf,
        params X509Certificate2[] others)
    {
        var options = new SslServerAuthenticationOptions
        {
            ServerCertificateContext = SslStreamCertificateContext.Create(leaf, [.. others], offline: true),
            EnabledSslProtocols = protocols,
            ClientCertificateRequired = asks,
            RemoteCertificateValidationCallback = (_, presented, _, _) => presented is null || asks,
        };
        return new ScriptedServer(async (stream, stop) =>
        {
            await using var secured = new SslStream(stream);
            try
            {
                await secured.AuthenticateAsServerAsync(
                    (_, hello, _, _) =>
                    {
                        nameAsked?.Invoke(hello.ServerName);
                        return new(options);
                    },
                    null,
                    stop);
                await ScriptedServer.ReadToEndAsync(secured, stop);
            }
            catch (AuthenticationException)
            {
                // the client went away in the middle: it knows enough
            }
        });
    }
}
