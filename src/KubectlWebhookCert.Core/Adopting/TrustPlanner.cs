using KubectlWebhookCert.Core.Model;
using KubectlWebhookCert.Core.Planning;
using KubectlWebhookCert.Core.Rules;
using KubectlWebhookCert.Core.Trust;
using KubectlWebhookCert.Core.Validation;
using KubectlWebhookCert.X509;
using KubectlWebhookCert.X509.Pem;
using KubectlWebhookCert.X509.Verification;

namespace KubectlWebhookCert.Core.Adopting;

/// <summary>From who holds what and whom they should trust to what they are to hold. Pure.</summary>
public static class TrustPlanner
{
    /// <summary>What a holder is to hold: its own CAs and those of its source, without those that are to go.</summary>
    /// <param name="place">Where it lies.</param>
    /// <param name="store">The holder; its source says which CAs it should have, and is null where none is added.</param>
    /// <param name="options">What is wanted.</param>
    /// <param name="now">UTC.</param>
    /// <exception cref="AdoptionRefusedException">It would be lost, is not confirmed, or would leave nothing that is trusted.</exception>
    public static TrustChange Plan(HolderPlace place, TrustStore store, TrustOptions options, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(place);
        ArgumentNullException.ThrowIfNull(store);
        ArgumentNullException.ThrowIfNull(options);
        if (store.Republisher is { } republisher && !options.Force)
        {
            throw new AdoptionRefusedException(
                $"{place} is written by {republisher.Name}, which would undo it: {republisher.Evidence}", $"{republisher.Mend} (or go on with --force)");
        }

        var facts = new TrustFacts(store, new ValidationOptions(now, ApiServerVersion.Newest));
        var wanted = store.Source is { } source ? Wanted(facts, source, options) : [];
        Certificate[] added = [.. wanted.Where(authority => !store.Bundle.Certificates.Contains(authority))];
        Certificate[] removed = [.. Removed(place, facts, options, wanted)];
        var bundle = added.Length == 0 ? store.Bundle : TrustText.Union(store.Bundle, TrustText.Of(added));
        if (removed.Length > 0)
        {
            bundle = CaBundle.Read(PemCut.Without(bundle.Bytes.Span, removed));
        }

        return bundle.Certificates.Count > 0 || (added.Length == 0 && removed.Length == 0)
            ? new TrustChange(place, store, bundle, [.. added], [.. removed], [.. Notes(facts, bundle)])
            : throw new AdoptionRefusedException($"{place} would hold no CA any more", "name the CA that is in use, too: --ca-from SOURCE");
    }

    /// <summary>Back to what a holder held before it was adopted, if nothing is lost that is trusted since.</summary>
    /// <param name="place">Where it lies.</param>
    /// <param name="store">The holder, as it is.</param>
    /// <param name="before">What it held.</param>
    /// <param name="force">Go on where something that is presented now is refused then.</param>
    /// <param name="now">UTC.</param>
    /// <exception cref="AdoptionRefusedException">Something would be refused that is trusted now.</exception>
    public static TrustChange PlanRestore(HolderPlace place, TrustStore store, CaBundle before, bool force, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(store);
        ArgumentNullException.ThrowIfNull(before);
        var facts = new TrustFacts(store, new ValidationOptions(now, ApiServerVersion.Newest));
        if (!force && Lost(facts, before) is { } lost)
        {
            throw new AdoptionRefusedException($"{place} would refuse what {lost} presents", "rotate the certificate first, or go on with --force");
        }

        return new TrustChange(
            place,
            store,
            before,
            [.. before.Certificates.Where(authority => !store.Bundle.Certificates.Contains(authority)).Distinct()],
            [.. store.Bundle.Certificates.Where(authority => !before.Certificates.Contains(authority)).Distinct()],
            [.. Notes(facts, before)]);
    }

    private static ValueList<Certificate> Wanted(TrustFacts facts, TrustSource source, TrustOptions options)
    {
        if (source.IsPresented)
        {
            RequireConfirmed(source, options);
        }
        else if (options.Confirmed is { } confirmed && !source.Bundle.Certificates.Any(confirmed.IsOf))
        {
            throw new AdoptionRefusedException(
                $"{source} holds no certificate with the fingerprint sha256:{confirmed.Sha256}",
                $"it holds {string.Join(", ", source.Bundle.Certificates.Select(held => $"{Facts.Subject(held)} sha256:{held.Sha256}"))}");
        }

        var wanted = facts.Wanted.Where(authority => authority.IsCa || Signatures.Made(authority, authority, GoVersion.Newest)).ToValueList();
        return wanted.Count > 0 ? wanted : throw new AdoptionRefusedException($"{source} holds no CA that is valid", "name another source: --ca-from SOURCE");
    }

    // what somebody has confirmed is the CA, or a certificate that it has signed
    private static void RequireConfirmed(TrustSource source, TrustOptions options)
    {
        var leaf = source.Presented[0];
        if (source.Bundle.Certificates is not [var authority, ..])
        {
            throw new AdoptionRefusedException(
                $"{source} presents {Facts.Short(leaf)} without the CA that signed it, {Facts.Name(source.Presented[^1].Issuer)}",
                "name where that CA lies: --ca-from file/PATH (kubeadm: /etc/kubernetes/pki/ca.crt of a control plane node)");
        }

        if (options.Confirmed is not { } confirmed)
        {
            throw new AdoptionRefusedException(
                $"what {source} presents is not confirmed: its CA is {Facts.Subject(authority)} sha256:{authority.Sha256}",
                "compare that with what the server's side says (openssl x509 -noout -fingerprint -sha256 -in FILE), then add --fingerprint SHA256");
        }

        if (!confirmed.IsOf(authority) && !confirmed.IsOf(leaf))
        {
            throw new AdoptionRefusedException(
                $"{source} presents another certificate than the confirmed one: its CA is {Facts.Subject(authority)} sha256:{authority.Sha256}, confirmed is sha256:{confirmed.Sha256}",
                "something may answer in the server's place: do not trust it before it is known what");
        }
    }

    private static IEnumerable<Certificate> Removed(HolderPlace place, TrustFacts facts, TrustOptions options, ValueList<Certificate> wanted)
    {
        var held = facts.Store.Bundle.Certificates.Distinct().ToList();
        foreach (var named in options.Pruned)
        {
            var found = held.Find(named.IsOf)
                ?? throw new AdoptionRefusedException(
                    $"{place} holds no CA with the fingerprint sha256:{named.Sha256}",
                    $"it holds {string.Join(", ", held.Select(one => $"{Facts.Subject(one)} sha256:{one.Sha256}"))}");
            RequireUnused(facts, found, wanted);
        }

        return held.Where(authority => (options.PrunesExpired && authority.NotAfter < facts.Now && !wanted.Contains(authority)) || options.Pruned.Any(named => named.IsOf(authority)));
    }

    // without a source nobody knows what is in use
    private static void RequireUnused(TrustFacts facts, Certificate authority, ValueList<Certificate> wanted)
    {
        if (authority.NotAfter < facts.Now)
        {
            return;
        }

        if (wanted.Count == 0 && facts.Store.Servers.Count == 0)
        {
            throw new AdoptionRefusedException(
                $"whether {Facts.Short(authority)} is in use is not known", "name the CA that is in use: --ca-from SOURCE");
        }

        if (wanted.Contains(authority))
        {
            throw new AdoptionRefusedException($"{Facts.Short(authority)} is in use: {facts.Store.Source} has it", null);
        }

        var rest = CaBundle.Read(PemCut.Without(facts.Store.Bundle.Bytes.Span, [authority]));
        if (Lost(facts, rest) is { } lost)
        {
            throw new AdoptionRefusedException($"{Facts.Short(authority)} is in use: {lost} presents what it signed", null);
        }
    }

    // a server that is taken now and would be refused then
    private static TrustSource? Lost(TrustFacts facts, CaBundle bundle)
    {
        var already = Refused(facts, facts.Store.Bundle).ToList();
        return Refused(facts, bundle).FirstOrDefault(server => !already.Contains(server));
    }

    private static IEnumerable<string> Notes(TrustFacts facts, CaBundle bundle)
    {
        if (facts.Store.Republisher is { } republisher)
        {
            yield return $"{republisher.Name} writes it again: {republisher.Mend}";
        }

        if (facts.Store.Bundle.IsEmpty && facts.Store.ServerName is not null)
        {
            yield return "it holds nothing now: what the system's roots sign is trusted no more";
        }

        foreach (var server in Refused(facts, bundle))
        {
            yield return $"what {server} presents is still refused";
        }
    }

    private static IEnumerable<TrustSource> Refused(TrustFacts facts, CaBundle bundle) => facts.Store.ServerName is { } name
        ? facts.Store.Servers.Where(server => (facts with { Store = facts.Store with { Bundle = bundle } }).Refusals(server, name).Count > 0)
        : [];

}
