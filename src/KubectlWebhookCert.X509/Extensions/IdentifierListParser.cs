using System.Collections.Immutable;
using KubectlWebhookCert.X509.Der;
using KubectlWebhookCert.X509.Verification;

namespace KubectlWebhookCert.X509.Extensions;

/// <summary>Extensions that list identifiers.</summary>
internal static class IdentifierListParser
{
    public static ImmutableArray<string> ReadUsages(DerReader reader, List<ParserRefusal> refusals)
    {
        const string Malformed = "invalid extended key usages";
        var usages = ImmutableArray.CreateBuilder<string>();
        var list = reader.ReadSequence(Malformed);
        while (!list.IsEmpty)
        {
            usages.Add(list.ReadObjectIdentifier(Malformed, refusals));
        }

        return usages.ToImmutable();
    }

    public static ImmutableArray<string> ReadPolicies(DerReader reader, List<ParserRefusal> refusals)
    {
        const string Malformed = "invalid certificate policies";
        var policies = ImmutableArray.CreateBuilder<string>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var list = reader.ReadSequence(Malformed);
        while (!list.IsEmpty)
        {
            var policy = list.ReadSequence(Malformed).Read(DerTag.ObjectIdentifier, Malformed);
            if (!DerObjectIdentifier.IsSmall(policy))
            {
                refusals.Add(ParserRefusal.Until(GoChanges.LargePolicyNumbers, Malformed));
            }

            var oid = DerObjectIdentifier.ReadLarge(policy, Malformed);
            if (!seen.Add(oid))
            {
                refusals.Add(ParserRefusal.Since(GoChanges.Policies, Malformed));
            }

            policies.Add(oid);
        }

        return policies.ToImmutable();
    }
}
