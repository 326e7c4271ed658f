using System.Collections.Immutable;
using KubectlWebhookCert.X509.Verification.Constraints;
using KubectlWebhookCert.X509.Verification.Policy;

namespace KubectlWebhookCert.X509.Verification;

/// <summary>Of the chains that lead to an anchor those that hold as a whole: policies, purposes, and in newer Go name constraints.</summary>
internal static class ChainFilter
{
    public static ImmutableArray<ImmutableList<Certificate>> Keep(
        ImmutableArray<ImmutableList<Certificate>> chains, GoVersion version, Waivers waivers, out Reason? reason)
    {
        var kept = ImmutableArray.CreateBuilder<ImmutableList<Certificate>>();
        var (invalidPolicies, incompatibleUsages) = (0, 0);
        string? forbidden = null;
        foreach (var chain in chains)
        {
            if (GoChanges.Policies.IsIn(version) && !waivers.Has<Reason.NoValidChain>() && !PolicyCheck.IsValid(chain))
            {
                invalidPolicies++;
            }
            else if (!waivers.Has<Reason.IncompatibleUsage>() && !waivers.Has<Reason.NoValidChain>() && !ExtendedKeyUsageCheck.Allows(chain))
            {
                incompatibleUsages++;
            }
            else if (JudgeConstraints(chain, version, waivers) is { } problem)
            {
                forbidden ??= problem;
            }
            else
            {
                kept.Add(chain);
            }
        }

        reason = kept.Count > 0 ? null : Describe(chains[0][0], invalidPolicies, incompatibleUsages, forbidden, version);
        return kept.ToImmutable();
    }

    private static string? JudgeConstraints(ImmutableList<Certificate> chain, GoVersion version, Waivers waivers) =>
        GoChanges.ConstraintsAfterChains.IsIn(version) && !waivers.Has<Reason.NameNotPermitted>() ? KindByKind.Judge(chain, version, waivers) : null;

    private static Reason Describe(Certificate leaf, int invalidPolicies, int incompatibleUsages, string? forbidden, GoVersion version)
    {
        if (forbidden is not null)
        {
            return new Reason.NameNotPermitted(forbidden) { Text = NameByName.NotAuthorized + forbidden };
        }

        if (invalidPolicies == 0)
        {
            return new Reason.IncompatibleUsage(leaf) { Text = "x509: certificate specifies an incompatible key usage" };
        }

        var what = Count(invalidPolicies, incompatibleUsages, version);
        return new Reason.NoValidChain(leaf, what) { Text = $"x509: no valid chains built: {what}" };
    }

    private static string Count(int invalidPolicies, int incompatibleUsages, GoVersion version)
    {
        if (incompatibleUsages == 0 && !GoChanges.ConstraintsAfterChains.IsIn(version))
        {
            return "all candidate chains have invalid policies";
        }

        var kind = GoChanges.ConstraintsAfterChains.IsIn(version) ? "candidate chains" : "chains";
        var policies = FormattableString.Invariant($"{invalidPolicies} {kind} with invalid policies");
        return incompatibleUsages == 0
            ? policies
            : FormattableString.Invariant($"{incompatibleUsages} {kind} with incompatible key usage, {policies}");
    }
}
