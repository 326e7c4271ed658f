using System.Collections.Immutable;
using KubectlWebhookCert.X509.Der;

namespace KubectlWebhookCert.X509.Extensions;

/// <summary>Extensions that list identifiers.</summary>
internal static class IdentifierListParser
{
    public static ImmutableArray<string> ReadUsages(DerReader reader)
    {
        const string Malformed = "invalid extended key usages";
        var usages = ImmutableArray.CreateBuilder<string>();
        var list = reader.ReadSequence(Malformed);
        while (!list.IsEmpty)
        {
            usages.Add(list.ReadObjectIdentifier(Malformed));
        }

        return usages.ToImmutable();
    }

    public static ImmutableArray<string> ReadPolicies(DerReader reader)
    {
        const string Malformed = "invalid certificate policies";
        var policies = ImmutableArray.CreateBuilder<string>();
        var list = reader.ReadSequence(Malformed);
        while (!list.IsEmpty)
        {
            var policy = list.ReadSequence(Malformed).Read(DerTag.ObjectIdentifier, Malformed);
            policies.Add(DerObjectIdentifier.ReadLarge(policy, Malformed));
        }

        return policies.ToImmutable();
    }
}
