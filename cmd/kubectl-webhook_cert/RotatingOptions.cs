using System.CommandLine;
using KubectlWebhookCert.Commands.Completing;
using KubectlWebhookCert.Commands.Help;
using KubectlWebhookCert.Core.Errors;
using KubectlWebhookCert.Core.Planning;
using KubectlWebhookCert.Core.Secrets;
using KubectlWebhookCert.X509.Issuing;

namespace KubectlWebhookCert.Commands;

/// <summary>What <c>rotate</c> issues and writes: its flags besides those of <see cref="ExecutingOptions"/>.</summary>
internal sealed class RotatingOptions
{
    private readonly Option<string?> secret = new("--secret") { Description = "The Secret that holds the serving certificate, where it cannot be told", HelpName = ValueNames.Secret };
    private readonly Option<bool> authority = new("--ca") { Description = "Replace the CA, too" };
    private readonly Option<bool> keep = new("--keep-old-ca") { Description = "Leave the old CA in the bundles, beside the new one" };
    private readonly ChoiceOption key = new("--key-algorithm", "ALGORITHM", "What new keys are (default: as the old ones)", ["rsa-2048", "rsa-3072", "rsa-4096", "ecdsa-p256", "ecdsa-p384"]);
    private readonly Option<string[]> names = new("--san") { Description = "A further DNS name or IP address for the certificate, repeat it for several", HelpName = "NAME" };
    private readonly Option<string?> duration = new("--duration") { Description = "How long the certificate is valid (default: as long as the old one)", HelpName = "DURATION" };
    private readonly Option<string?> authorityDuration = new("--ca-duration") { Description = "How long a new CA is valid (default: as long as the old one)", HelpName = "DURATION" };
    private readonly Option<bool> gap = new("--allow-gap") { Description = "Go on where the owner leaves no way without failed calls; the plan says why" };
    private readonly Option<bool> force = new("--force") { Description = "Go on where an owner, Argo CD or Flux may undo it" };
    private readonly Option<bool> abort = new("--abort") { Description = "Take back a rotation that was begun and not ended" };

    /// <summary>Adds every flag to a command.</summary>
    /// <param name="command">The command.</param>
    public void AddTo(DocumentedCommand command)
    {
        command.Add(FlagGroup.Target, secret);
        command.Add(FlagGroup.Certificate, authority, keep, key, names, duration, authorityDuration);
        command.Add(FlagGroup.Writing, gap, force, abort);
    }

    /// <summary>The Secret that was named, or null.</summary>
    /// <param name="result">The parse result.</param>
    public SecretChoice? Secret(ParseResult result) => result.GetValue(secret) is { } named ? SecretChoice.Parse(named) : null;

    /// <summary>Whether to go back.</summary>
    /// <param name="result">The parse result.</param>
    public bool IsAbort(ParseResult result) => result.GetValue(abort);

    /// <summary>What is wanted.</summary>
    /// <param name="result">The parse result.</param>
    /// <param name="executing">The other flags.</param>
    /// <exception cref="UsageException">A value makes no sense.</exception>
    public RotationOptions Read(ParseResult result, ExecutingOptions executing) => executing.Read(result) with
    {
        ReplaceAuthority = result.GetValue(authority),
        KeepOldAuthority = result.GetValue(keep),
        KeyAlgorithm = result.GetValue(key) switch
        {
            null or "" => null,
            "rsa-2048" => KeyAlgorithm.Rsa2048,
            "rsa-3072" => KeyAlgorithm.Rsa3072,
            "rsa-4096" => KeyAlgorithm.Rsa4096,
            "ecdsa-p256" => KeyAlgorithm.EcdsaP256,
            "ecdsa-p384" => KeyAlgorithm.EcdsaP384,
            var other => throw key.Unknown(other),
        },
        AdditionalNames = [.. (result.GetValue(names) ?? []).Select(CertificateNames.Parse)],
        Duration = ExecutingOptions.Duration(result, duration),
        AuthorityDuration = ExecutingOptions.Duration(result, authorityDuration),
        AllowGap = result.GetValue(gap),
        Force = result.GetValue(force),
    };
}
