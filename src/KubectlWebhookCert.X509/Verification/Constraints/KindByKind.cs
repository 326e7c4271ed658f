using System.Collections.Immutable;
using KubectlWebhookCert.X509.Extensions;

namespace KubectlWebhookCert.X509.Verification.Constraints;

/// <summary>Name constraints as Go from 1.26 on judges them: over a whole chain, each certificate against the CAs above it, kind by kind.</summary>
internal static class KindByKind
{
    /// <returns>What is wrong first, in Go's words, or null.</returns>
    public static string? Judge(ImmutableList<Certificate> chain, GoVersion version, Waivers waivers)
    {
        if (chain.TrueForAll(certificate => certificate.NameConstraints is null))
        {
            return null;
        }

        var constraints = chain
            .Select(certificate => certificate.NameConstraints is { } own ? new AuthorityConstraints(own, version) : null)
            .ToList();
        for (var i = 0; i < chain.Count && constraints.FindIndex(i + 1, one => one is not null) > 0; i++)
        {
            var mendedName = waivers.MendedName(chain[i]);
            if (mendedName is null && chain[i].FindExtension(ExtensionOids.SubjectAltName) is null)
            {
                continue;
            }

            string? problem = null;
            var names = mendedName is null
                ? ConstrainedNames.Of(chain[i], version, out problem)
                : ConstrainedNames.Of(mendedName);
            problem ??= constraints.Skip(i + 1).Select(one => one?.Judge(names!)).FirstOrDefault(one => one is not null);
            if (problem is not null)
            {
                return problem;
            }
        }

        return null;
    }
}
