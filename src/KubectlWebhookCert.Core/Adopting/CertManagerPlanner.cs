using System.Text.Json;
using KubectlWebhookCert.Core.Model;
using KubectlWebhookCert.Core.Owners;
using KubectlWebhookCert.Core.Planning;
using KubectlWebhookCert.X509.Issuing;
using KubectlWebhookCert.X509.Verification;

namespace KubectlWebhookCert.Core.Adopting;

/// <summary>Plans how cert-manager takes over a serving Secret without one refused call. Pure.</summary>
public static class CertManagerPlanner
{
    // all that cert-manager writes
    private const string LeafEntry = "tls.crt";
    private const string KeyEntry = "tls.key";
    private const string AuthorityEntry = CertManagerMarks.AuthorityEntry;

    /// <summary>What the CA's Secret and its Issuer are called.</summary>
    /// <param name="scope">What moves together.</param>
    public static string AuthorityName(RotationScope scope)
    {
        ArgumentNullException.ThrowIfNull(scope);
        return $"{scope.Secret.Name}-ca";
    }

    /// <summary>Bundles of the configurations in question that are served from elsewhere: the injector writes all of a configuration.</summary>
    /// <param name="scope">What moves together.</param>
    /// <param name="inventory">The configurations.</param>
    public static ValueList<BundlePlace> Others(RotationScope scope, Inventory inventory)
    {
        ArgumentNullException.ThrowIfNull(scope);
        ArgumentNullException.ThrowIfNull(inventory);
        return
        [
            .. from configuration in inventory.Configurations
               let own = scope.Bundles.Select(bundle => bundle.Place).Where(place => place.Type == configuration.Type && place.Configuration == configuration.Resource.Name).ToList()
               where own.Count > 0
               from entry in WebhookEntryReader.Read(configuration.Type, configuration.Resource)
               where !own.Exists(place => place.Index == entry.Index)
               select new BundlePlace(configuration.Type, configuration.Resource.Name, entry.Name, entry.Index, entry.Calls.ServerName),
        ];
    }

    /// <summary>Refuses what cannot be handed over.</summary>
    /// <param name="scope">What moves together.</param>
    /// <param name="others">As above.</param>
    /// <param name="injectorMerges">Whether the injector leaves in a bundle what it finds there.</param>
    /// <param name="force">Go on where the owner may undo it.</param>
    /// <exception cref="AdoptionRefusedException">It cannot.</exception>
    public static void Check(RotationScope scope, ValueList<BundlePlace> others, bool injectorMerges, bool force)
    {
        ArgumentNullException.ThrowIfNull(scope);
        ArgumentNullException.ThrowIfNull(others);
        var secret = scope.Secret;
        var what = $"cannot adopt {secret.Ref} for {Handover.Recipient}";
        if (scope.Owner.Code == "cert-manager")
        {
            throw new AdoptionRefusedException($"{secret.Ref} is {Handover.Recipient}'s already: {string.Join("; ", scope.Owner.Evidence)}", $"kubectl webhook-cert rotate secret/{secret.Name} -n {secret.Namespace}");
        }

        if (!scope.Owner.IsSilent && !force)
        {
            throw new AdoptionRefusedException($"{what}: {scope.Owner.Name} writes it and would go on doing so", $"turn that off in {scope.Owner.Name} first, then add --force");
        }

        if (secret.Json.TryGetProperty("immutable", out var immutable) && immutable.ValueKind == JsonValueKind.True)
        {
            throw new AdoptionRefusedException($"{what}: it is immutable", "make a Secret of another name and mount that, then adopt it");
        }

        var leaf = scope.Content.Leaf!;
        if (leaf.CertificateKey != LeafEntry || leaf.PrivateKeyKey != KeyEntry)
        {
            throw new AdoptionRefusedException(
                $"{what}: its pods read {leaf.CertificateKey} and {leaf.PrivateKeyKey}, and {Handover.Recipient} writes {LeafEntry}, {KeyEntry} and {AuthorityEntry} alone",
                $"have the pods read {LeafEntry} and {KeyEntry}, with a Secret that has those, then adopt it");
        }

        if (scope.Content.Authorities.FirstOrDefault(stored => stored.CertificateKey != AuthorityEntry) is { } elsewhere)
        {
            throw new AdoptionRefusedException(
                $"{what}: it holds a CA under {elsewhere.CertificateKey}, which {Handover.Recipient} would leave as it is, beside the new one under {AuthorityEntry}",
                $"have who reads {elsewhere.CertificateKey} read {AuthorityEntry} instead, and take it out of the Secret; then adopt it");
        }

        if (others is [var other, ..] && !injectorMerges)
        {
            throw new AdoptionRefusedException(
                $"{what}: {other} is served from elsewhere, and {Handover.Recipient}'s injector before 1.19 would replace its CA bundle, too",
                $"upgrade {Handover.Recipient} to 1.19 or later, or move that webhook to a configuration of its own");
        }
    }

    /// <summary>What is to be wanted of keys where new ones like the old ones are not made any more.</summary>
    /// <param name="scope">What moves together.</param>
    /// <param name="options">What the user wants.</param>
    public static RotationOptions WithSoundKeys(RotationScope scope, RotationOptions options)
    {
        ArgumentNullException.ThrowIfNull(scope);
        ArgumentNullException.ThrowIfNull(options);
        try
        {
            _ = KeyAlgorithm.Like(scope.Content.Leaf!.Certificate.PublicKey);
            return options;
        }
        catch (IssuingException)
        {
            return options with { KeyAlgorithm = KeyAlgorithm.Rsa2048 };
        }
    }

    /// <summary>The goal with an Issuer of its own, for the CA that there is or for a new one.</summary>
    /// <param name="scope">What moves together.</param>
    /// <param name="request">What was issued: the leaf is like the one that will be, so that the plan can be judged by it.</param>
    /// <param name="material">The same, issued.</param>
    /// <param name="authorityKey">The CA's private key.</param>
    /// <param name="now">UTC.</param>
    public static RotationGoal WithOwnIssuer(RotationScope scope, IssueRequest request, IssuedMaterial material, PrivateKeyText authorityKey, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(scope);
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(material);
        var home = scope.Secret.Namespace!;
        var name = AuthorityName(scope);
        var issuer = CertManagerManifests.Issuer(home, name);
        var goal = RotationGoals.Of(scope, new RotationOptions(), material);
        return new RotationGoal(new SecretVersion(scope.Original.Entries, goal.Secret.Chain), goal.Bundles)
        {
            Handover = new Handover(
                issuer.Ref,
                Manifest(scope, issuer.Ref, request, material.Authority.NotAfter, now),
                [CertManagerManifests.AuthoritySecret(home, name, material.Authority, authorityKey), issuer]),
        };
    }

    /// <summary>The goal with an issuer that is there: what it signs is trusted beside what was.</summary>
    /// <param name="scope">What moves together.</param>
    /// <param name="request">What would be issued.</param>
    /// <param name="issuer">The issuer.</param>
    /// <param name="now">UTC.</param>
    public static RotationGoal WithIssuer(RotationScope scope, IssueRequest request, KnownIssuer issuer, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(scope);
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(issuer);
        var authorities = TrustText.Of(issuer.Authorities);
        return new RotationGoal(
            new SecretVersion(scope.Original.Entries, []),
            [.. scope.Bundles.Select(placed => TrustText.Holds(placed.Bundle, authorities) ? placed : placed with { Bundle = TrustText.Union(placed.Bundle, authorities) })])
        {
            Handover = new Handover(issuer.Ref, Manifest(scope, issuer.Ref, request, issuer.Signer?.NotAfter ?? DateTimeOffset.MaxValue, now), []),
        };
    }

    /// <summary>The plan to a goal, checked.</summary>
    /// <param name="scope">What moves together.</param>
    /// <param name="options">What the user wants.</param>
    /// <param name="goal">How it is to end.</param>
    /// <param name="now">UTC.</param>
    /// <param name="server">Whose verdict counts.</param>
    /// <exception cref="AdoptionRefusedException">A call that is admitted now could be refused on the way, or at the end.</exception>
    public static RotationPlan Plan(RotationScope scope, RotationOptions options, RotationGoal goal, DateTimeOffset now, ApiServerVersion server)
    {
        ArgumentNullException.ThrowIfNull(scope);
        ArgumentNullException.ThrowIfNull(goal);

        // who else trusts the old CA is served from elsewhere, where it goes on being the CA
        var plan = RotationPlanner.Rebuild(scope with { Sharing = [] }, options, goal);
        var invariant = new PlanInvariant(now, server);
        if (invariant.Violations(plan.Scope.Start, plan.Steps) is [var first, ..])
        {
            throw Unsafe(scope, first);
        }

        return goal.Secret.Chain.Count > 0 && invariant.RefusedAtTheEnd(plan.Scope.Start, plan.Steps) is [var left, ..]
            ? throw Unsafe(scope, $"in the end {left}")
            : plan with { Notes = [.. Notes(scope, goal)] };
    }

    private static AdoptionRefusedException Unsafe(RotationScope scope, string why) =>
        new($"cannot adopt {scope.Secret.Ref} for {Handover.Recipient} safely: {why}", "kubectl webhook-cert validate TARGET, and mend what it finds first");

    private static KubernetesObject Manifest(RotationScope scope, ObjectRef issuer, IssueRequest request, DateTimeOffset authorityEnd, DateTimeOffset now)
    {
        var old = scope.Content.Leaf!.Certificate.AlternativeNames;
        var end = request.LeafValidity.NotAfter < authorityEnd ? request.LeafValidity.NotAfter : authorityEnd;
        return CertManagerManifests.Certificate(
            scope.Secret.Ref,
            issuer,
            [
                .. old.DnsNames.Select(name => (GeneralName)new GeneralName.Dns(name))
                    .Concat(old.Addresses.Select(address => new GeneralName.Address(address)))
                    .Concat(request.Names)
                    .DistinctBy(name => name is GeneralName.Dns dns ? dns.Value.ToUpperInvariant() : name.ToString()),
            ],
            request.LeafKey,
            request.LeafEncoding,
            end - now);
    }

    private static IEnumerable<string> Notes(RotationScope scope, RotationGoal goal)
    {
        if (scope.Content.AuthorityKey is { } key)
        {
            yield return $"{Handover.Recipient} does not touch {key} of {scope.Secret.Ref}: take that private key out of it in the end";
        }

        if (goal.Handover!.Made.Count == 0 && !goal.Bundles.Equals(scope.Bundles))
        {
            yield return "the old CA stays in the CA bundles: once it is not needed any more, kubectl webhook-cert adopt TARGET --prune-ca SHA256";
        }

        if (!scope.Owner.IsSilent)
        {
            yield return $"--force: {scope.Owner.Name} may undo this at any time";
        }
    }
}
