using System.Text.Json;
using KubectlWebhookCert.Cluster.Api;
using KubectlWebhookCert.Cluster.Execution;
using KubectlWebhookCert.Core;
using KubectlWebhookCert.Core.Adopting;
using KubectlWebhookCert.Core.Model;
using KubectlWebhookCert.Core.Planning;

namespace KubectlWebhookCert.Cluster.Adopting;

/// <summary>Reads what there is of cert-manager before it is given a Secret.</summary>
/// <param name="cluster">The cluster.</param>
public sealed class CertManagerReader(ICluster cluster)
{
    private const string Controller = "app.kubernetes.io/name=cert-manager,app.kubernetes.io/component=controller";
    private const string DefaultHome = "cert-manager";
    private const string HomeFlag = "--cluster-resource-namespace=";
    private const string OwnNamespace = "$(POD_NAMESPACE)";

    /// <summary>Refuses where cert-manager is not there, or something is in the way of what it is to be given.</summary>
    /// <param name="scope">What moves together.</param>
    /// <param name="makesIssuer">Whether an Issuer and its CA's Secret are to be created, too.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <exception cref="AdoptionRefusedException">So it is.</exception>
    public async Task RequireRoomAsync(RotationScope scope, bool makesIssuer, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(scope);
        var secret = scope.Secret;
        await RequireAbsentAsync(ResourceTypes.Certificate, secret.Namespace, secret.Name, cancellationToken);
        await foreach (var certificate in cluster.ListAsync(ResourceTypes.Certificate, secret.Namespace, null, cancellationToken))
        {
            if (certificate.Json.Text("spec", "secretName") == secret.Name)
            {
                throw new AdoptionRefusedException(
                    $"{secret.Ref} is that of {certificate.Ref} already", $"kubectl describe certificate {certificate.Name} -n {secret.Namespace}, for why it is not issued");
            }
        }

        if (makesIssuer)
        {
            await RequireAbsentAsync(ResourceTypes.Issuer, secret.Namespace, CertManagerPlanner.AuthorityName(scope), cancellationToken);
            await RequireAbsentAsync(ResourceTypes.Secret, secret.Namespace, CertManagerPlanner.AuthorityName(scope), cancellationToken);
        }
    }

    /// <summary>Whether the injector leaves in a bundle what it finds there.</summary>
    /// <param name="cancellationToken">Stops waiting.</param>
    public async Task<bool> InjectorMergesAsync(CancellationToken cancellationToken) =>
        await InjectorVersion.ReadAsync(cluster, cancellationToken) >= InjectorVersion.FirstThatMerges;

    /// <summary>An issuer, and whom one has to trust for it.</summary>
    /// <param name="choice">Which.</param>
    /// <param name="home">The Secret's namespace.</param>
    /// <param name="force">Go on where nobody can read its CA: somebody has seen to it that every bundle trusts that.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <exception cref="AdoptionRefusedException">There is none, or what it signs would not be trusted.</exception>
    public async Task<KnownIssuer> ReadIssuerAsync(IssuerChoice choice, string? home, bool force, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(choice);
        var reference = choice.In(home);
        var found = await FindAsync(choice.Type, reference.Namespace, choice.Name, cancellationToken)
            ?? throw new AdoptionRefusedException($"there is no {reference}", $"kubectl get {choice.Type.QualifiedPlural}{(home is null ? string.Empty : $" -n {home}")}");
        if (found.Json.At("spec", "selfSigned") is not null)
        {
            throw new AdoptionRefusedException(
                $"{reference} signs nothing but itself: each certificate would be a CA of its own, which nobody trusts beforehand", "leave --issuer out: a CA and an Issuer for it are created");
        }

        if (found.Json.At("spec", "acme") is not null)
        {
            throw new AdoptionRefusedException($"{reference} is for public names, and tells no CA that could be injected", "leave --issuer out: a CA and an Issuer for it are created");
        }

        var name = found.Json.Text("spec", "ca", "secretName");
        var kept = name is null ? null : await FindAsync(ResourceTypes.Secret, reference.Namespace ?? await HomeAsync(cancellationToken), name, cancellationToken);
        return kept is not null && Issuer(reference, kept) is { } known ? known
            : force ? new KnownIssuer(reference, null, [])
            : throw new AdoptionRefusedException(
                $"the CA of {reference} could not be read{(name is null ? ": it is no CA issuer" : $" from Secret {name}")}",
                "see to it that every CA bundle trusts it: kubectl webhook-cert adopt TARGET --ca-from file/PATH; then go on with --force");
    }

    // as cert-manager reads it: tls.crt, the signer first, and whatever CA is beside it
    private static KnownIssuer? Issuer(ObjectRef reference, KubernetesObject kept)
    {
        var authorities = SecretVersionReader.Read(kept).Entries
            .Where(entry => entry.Key is "tls.crt" or "ca.crt")
            .OrderByDescending(entry => entry.Key, StringComparer.Ordinal)
            .SelectMany(entry => CaBundle.Read(entry.Value).Certificates)
            .Distinct()
            .ToValueList();
        return authorities is [var signer, ..] ? new KnownIssuer(reference, signer, authorities) : null;
    }

    // where the Secrets of ClusterIssuers lie
    private async Task<string> HomeAsync(CancellationToken cancellationToken)
    {
        try
        {
            await foreach (var controller in cluster.ListAsync(ResourceTypes.Deployment, null, Controller, cancellationToken))
            {
                var told = controller.Json.Items("spec", "template", "spec", "containers")
                    .SelectMany(container => container.Items("args"))
                    .Where(argument => argument.ValueKind == JsonValueKind.String)
                    .Select(argument => argument.GetString()!)
                    .FirstOrDefault(argument => argument.StartsWith(HomeFlag, StringComparison.Ordinal));
                return told is null || told[HomeFlag.Length..] == OwnNamespace ? controller.Namespace ?? DefaultHome : told[HomeFlag.Length..];
            }
        }
        catch (ApiStatusException)
        {
            // then it is where most have it
        }

        return DefaultHome;
    }

    private async Task RequireAbsentAsync(ResourceType type, string? home, string name, CancellationToken cancellationToken)
    {
        if (await FindAsync(type, home, name, cancellationToken) is { } found)
        {
            throw new AdoptionRefusedException(
                $"{found.Ref} is there already", $"kubectl get {type.QualifiedPlural} {name} -n {home} -o yaml; if nobody needs it, delete it");
        }
    }

    private async Task<KubernetesObject?> FindAsync(ResourceType type, string? home, string name, CancellationToken cancellationToken)
    {
        try
        {
            return await cluster.GetAsync(type, home, name, cancellationToken);
        }
        catch (ApiStatusException missing) when (missing.Code == 404)
        {
            return missing.TypeNotServed
                ? throw new AdoptionRefusedException(
                    $"{Handover.Recipient} is not installed: the server does not have {type.QualifiedPlural}", "https://cert-manager.io/docs/installation/, then again")
                : null;
        }
        catch (ApiStatusException hidden) when (hidden.Code == 403 && type == ResourceTypes.Secret)
        {
            return null;
        }
    }
}
