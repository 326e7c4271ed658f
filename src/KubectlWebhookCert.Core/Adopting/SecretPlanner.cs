using KubectlWebhookCert.Core.Keepers;
using KubectlWebhookCert.Core.Model;
using KubectlWebhookCert.Core.Planning;
using KubectlWebhookCert.Core.Rules;
using KubectlWebhookCert.Core.Trust;
using KubectlWebhookCert.Core.Validation;
using KubectlWebhookCert.X509;
using KubectlWebhookCert.X509.Verification;

namespace KubectlWebhookCert.Core.Adopting;

/// <summary>From what is served, stored and trusted to how the Secret is taken over. Pure.</summary>
public static class SecretPlanner
{
    /// <summary>How it is taken over: bundles that do not trust what is served or stored are healed first, then the Secret is filled, where it holds nothing, and marked.</summary>
    /// <param name="scope">What there is.</param>
    /// <param name="snapshot">What was read: Argo CD's Applications, where they may be read.</param>
    /// <param name="options">What is wanted.</param>
    /// <param name="now">UTC.</param>
    /// <param name="server">Whose verdict counts.</param>
    /// <exception cref="AdoptionRefusedException">It is somebody's, is not whole, or would make something trusted that nobody has confirmed.</exception>
    public static SecretAdoption Plan(SecretScope scope, ClusterSnapshot snapshot, SecretOptions options, DateTimeOffset now, ApiServerVersion server)
    {
        ArgumentNullException.ThrowIfNull(scope);
        ArgumentNullException.ThrowIfNull(snapshot);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(server);
        RequireFree(scope, options);
        var stored = options.Given is { } given ? GivenMaterial.Of(scope, given, now, server) : StoredMaterial(scope);
        ValueList<TrustChange> trust = [.. scope.Bundles.Select(bundle => Heal(bundle, stored, now, server)).Where(change => !change.IsNone)];
        ValueList<Certificate> unconfirmed = [.. trust.SelectMany(change => change.Added).Distinct()];
        RequireConfirmed(scope, stored, unconfirmed, options, server);
        return new SecretAdoption(
            scope, stored.Chain, trust, stored.Written, AdoptionMarks.Taking(scope, now), unconfirmed, [.. Notes(scope, snapshot, stored, trust, now)]);
    }

    private static void RequireFree(SecretScope scope, SecretOptions options)
    {
        if (!scope.Owner.IsSilent && !scope.OwnerIsGone && !options.Force)
        {
            throw new AdoptionRefusedException(
                $"{scope.Secret.Ref} is {scope.Owner.Name}'s: {(scope.Owner.Evidence is [var mark, ..] ? mark : "it would be written again")}",
                $"kubectl webhook-cert rotate secret/{scope.Secret.Ref.Name} -n {scope.Secret.Ref.Namespace} works through {scope.Owner.Name}; adopt goes on with --force");
        }
    }

    private static Material StoredMaterial(SecretScope scope)
    {
        var where = $"{scope.Secret.Ref.Name} -n {scope.Secret.Ref.Namespace}";
        return scope.Secret switch
        {
            { Presence: not Presence.Found } => throw new AdoptionRefusedException(
                $"{scope.Secret.Ref} does not exist", "hand in what its pods serve, or are to serve: --cert FILE --key FILE --ca FILE"),
            { Content: { Leaf: { PrivateKeyKey: not null } leaf } content } => new Material(
                [leaf.Certificate, .. leaf.Chain], [.. content.Authorities.Select(authority => authority.Certificate)], []),
            { Content.Leaf: not null } => throw new AdoptionRefusedException(
                $"{scope.Secret.Ref} holds a certificate without its private key", $"kubectl webhook-cert validate secret/{where}"),
            _ => throw new AdoptionRefusedException(
                $"{scope.Secret.Ref} holds no certificate with its private key",
                $"put a backup back (kubectl webhook-cert restore -n {scope.Secret.Ref.Namespace}), or hand in what the pods have: --cert FILE --key FILE --ca FILE"),
        };
    }

    // what is served and what is stored is trusted by every bundle, or is to be
    private static TrustChange Heal(PlacedTrust bundle, Material stored, DateTimeOffset now, ApiServerVersion server)
    {
        var facts = new TrustFacts(bundle.Store, new ValidationOptions(now, server));
        Certificate[] missing =
        [
            .. bundle.Store.Servers.Select(presented => presented.Presented)
                .Append(stored.Chain)
                .Where(chain => IsDistrusted(facts, chain))
                .Select(chain => AuthorityOf(chain, stored, server))
                .OfType<Certificate>()
                .Where(authority => !bundle.Store.Bundle.Certificates.Contains(authority))
                .Distinct(),
        ];
        return new TrustChange(
            bundle.Place, bundle.Store, missing.Length == 0 ? bundle.Store.Bundle : TrustText.Union(bundle.Store.Bundle, TrustText.Of(missing)), [.. missing], [], []);
    }

    private static bool IsDistrusted(TrustFacts facts, ValueList<Certificate> chain) =>
        facts.Refusals(new TrustSource(facts.Store.Resource, string.Empty, facts.Store.Bundle) { Presented = chain }, facts.Store.ServerName ?? string.Empty)
            .Any(reason => reason is Reason.UnknownAuthority or Reason.BundleUnreadable);

    // sent along, stored, or handed in; a certificate that signed itself is its own
    private static Certificate? AuthorityOf(ValueList<Certificate> chain, Material stored, ApiServerVersion server)
    {
        var sent = TrustSource.OfServer(new ObjectRef("Certificate", null, string.Empty), null, chain).Bundle.Certificates;
        return sent is [var authority, ..] ? authority : stored.Authorities.FirstOrDefault(known => Signatures.Made(known, chain[^1], server.Go));
    }

    // what somebody has confirmed is the CA, or a certificate that it has signed
    private static void RequireConfirmed(SecretScope scope, Material stored, ValueList<Certificate> unconfirmed, SecretOptions options, ApiServerVersion server)
    {
        if (options.Confirmed is not { } confirmed)
        {
            if (unconfirmed.Count > 0 && !options.IsAttended)
            {
                throw new AdoptionRefusedException(
                    $"nobody has confirmed what is to be trusted: {string.Join(", ", unconfirmed.Select(authority => $"{Facts.Subject(authority)} sha256:{authority.Sha256}"))}",
                    "compare that with what whoever made it says, then add --fingerprint SHA256");
            }

            return;
        }

        ValueList<Certificate>[] chains = [stored.Chain, .. scope.Bundles.SelectMany(bundle => bundle.Store.Servers).Select(presented => presented.Presented)];
        var isKnown = unconfirmed.Count == 0 // the same command again
            ? chains.SelectMany(chain => chain).Concat(stored.Authorities).Concat(scope.Bundles.SelectMany(bundle => bundle.Store.Bundle.Certificates)).Any(confirmed.IsOf)
            : unconfirmed.Any(confirmed.IsOf) || chains.Any(chain => confirmed.IsOf(chain[0]) && AuthorityOf(chain, stored, server) is { } signer && unconfirmed.Contains(signer));
        if (!isKnown)
        {
            throw new AdoptionRefusedException(
                $"nothing that is served or stored has the fingerprint sha256:{confirmed.Sha256}",
                $"{stored.Chain[0].Subject} has sha256:{stored.Chain[0].Sha256}");
        }

        if (unconfirmed.Count > 1 && !options.IsAttended)
        {
            throw new AdoptionRefusedException(
                $"more than one CA is to be trusted: {string.Join(", ", unconfirmed.Select(authority => $"{Facts.Subject(authority)} sha256:{authority.Sha256}"))}",
                "carry them one by one: kubectl webhook-cert adopt TARGET --ca-from SOURCE --fingerprint SHA256");
        }
    }

    private static IEnumerable<string> Notes(SecretScope scope, ClusterSnapshot snapshot, Material stored, ValueList<TrustChange> trust, DateTimeOffset now)
    {
        if (scope.OwnerIsGone)
        {
            yield return $"{scope.Owner.Source} is gone: {scope.Owner.Name} writes it no more";
        }

        foreach (var keeper in scope.Secret.Keepers)
        {
            yield return keeper.Code == "helm"
                ? $"{keeper.Name} keeps rendering it: the next helm upgrade may put its own certificate back{ChartValues.Of(scope.Secret.Resource!)}"
                : $"{keeper.Name}: {KeeperRemedy.Fix(snapshot, keeper, scope.Secret.Resource!, KeptField.Data)}";
        }

        foreach (var kept in scope.KeptConfigurations)
        {
            yield return KeeperRemedy.IsAutomatic(kept.Keeper)
                ? $"{kept.Keeper.Name} puts back the caBundle of {kept.Resource.Ref}: {KeeperRemedy.Fix(snapshot, kept.Keeper, kept.Resource, KeeperRemedy.BundleField(kept.Type))}"
                : $"{kept.Keeper.Name} renders the caBundle of {kept.Resource.Ref}: the next helm upgrade may put it back";
        }

        if (stored.Chain[0].NotAfter < now)
        {
            yield return $"the certificate has expired: next, kubectl webhook-cert rotate secret/{scope.Secret.Ref.Name} -n {scope.Secret.Ref.Namespace}";
        }

        foreach (var served in scope.Bundles.SelectMany(bundle => bundle.Store.Servers).Select(presented => presented.Presented[0]).Distinct().Where(leaf => !leaf.Equals(stored.Chain[0])))
        {
            yield return $"{Facts.Short(served)} is served, and {Facts.Short(stored.Chain[0])} is stored: pods read the Secret at their next start";
        }

        if (trust.Count > 0)
        {
            yield return "old CAs stay trusted: rotate --ca takes them out once nothing serves what they signed";
        }
    }

    internal sealed record Material(ValueList<Certificate> Chain, ValueList<Certificate> Authorities, ValueList<SecretEntry> Written);
}
