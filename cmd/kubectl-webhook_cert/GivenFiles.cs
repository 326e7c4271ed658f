using System.CommandLine;
using KubectlWebhookCert.Cluster.Kubeconfig;
using KubectlWebhookCert.Commands.Completing;
using KubectlWebhookCert.Commands.Help;
using KubectlWebhookCert.Core.Adopting;
using KubectlWebhookCert.Core.Errors;
using KubectlWebhookCert.Core.Model;

namespace KubectlWebhookCert.Commands;

/// <summary>A certificate that is handed in: <c>--cert</c>, <c>--key</c>, <c>--ca</c>.</summary>
internal sealed class GivenFiles
{
    private readonly Option<string?> certificate = new("--cert") { Description = "PEM file of the certificate that a Secret without one is to hold, and of what is served with it", HelpName = ValueNames.File };
    private readonly Option<string?> key = new("--key") { Description = "PEM file of its private key", HelpName = ValueNames.File };
    private readonly Option<string?> authority = new("--ca") { Description = "PEM file of the CA that signed it", HelpName = ValueNames.File };

    /// <summary>Adds every flag to a command.</summary>
    /// <param name="command">The command.</param>
    public void AddTo(DocumentedCommand command) => command.Add(FlagGroup.Certificate, certificate, key, authority);

    /// <summary>What the files hold; null where none is named.</summary>
    /// <param name="result">The parse result.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    /// <exception cref="UsageException">One is missing, or cannot be read.</exception>
    public async Task<GivenCertificate?> ReadAsync(ParseResult result, CancellationToken cancellationToken)
    {
        string?[] named = [result.GetValue(certificate), result.GetValue(key), result.GetValue(authority)];
        if (Array.TrueForAll(named, string.IsNullOrEmpty))
        {
            return null;
        }

        if (Array.Exists(named, string.IsNullOrEmpty))
        {
            throw new UsageException("a certificate is handed in with its key and its CA", "give all three: --cert FILE --key FILE --ca FILE");
        }

        return new GivenCertificate(
            await ReadAsync(named[0]!, cancellationToken), await ReadAsync(named[1]!, cancellationToken), CaBundle.Read(await ReadAsync(named[2]!, cancellationToken)));
    }

    private static async Task<ReadOnlyMemory<byte>> ReadAsync(string path, CancellationToken cancellationToken)
    {
        try
        {
            return await File.ReadAllBytesAsync(path, cancellationToken);
        }
        catch (Exception failure) when (FileFailure.Explain(failure, path) is { } why)
        {
            throw new UsageException($"cannot read \"{path}\": {why}", $"ls -l {path}", failure);
        }
    }
}
