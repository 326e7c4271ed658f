using System.Collections.Immutable;
using KubectlWebhookCert.X509.Der;
using KubectlWebhookCert.X509.Verification;

namespace KubectlWebhookCert.X509.Extensions;

/// <summary>Certificate policies and the three extensions about them that only newer Go handles.</summary>
internal static class PolicyParser
{
    /// <summary>Whether older Go leaves an extension to others, and so refuses it if it is critical.</summary>
    public static bool IsNewer(string oid) => oid is ExtensionOids.PolicyMappings or ExtensionOids.PolicyConstraints or ExtensionOids.InhibitAnyPolicy;

    public static bool IsHandled(string oid, DerReader reader, ExtensionFacts facts, List<ParserRefusal> refusals)
    {
        switch (oid)
        {
            case ExtensionOids.CertificatePolicies:
                facts.Policies = facts.Policies with { Oids = IdentifierListParser.ReadPolicies(reader, refusals) };
                return true;
            case ExtensionOids.PolicyMappings:
                ReadNewer(refusals, () => facts.Policies = facts.Policies with { Mappings = ReadMappings(reader) });
                return true;
            case ExtensionOids.PolicyConstraints:
                ReadNewer(refusals, () => facts.Policies = ReadConstraints(reader, facts.Policies));
                return true;
            case ExtensionOids.InhibitAnyPolicy:
                ReadNewer(refusals, () => facts.Policies = facts.Policies with { InhibitAny = ReadInhibitAny(reader) });
                return true;
            default:
                return false;
        }
    }

    private static void ReadNewer(List<ParserRefusal> refusals, Action read)
    {
        try
        {
            read();
        }
        catch (DerFormatException exception)
        {
            refusals.Add(ParserRefusal.Since(GoChanges.Policies, exception.What));
        }
    }

    private static ImmutableArray<PolicyMapping> ReadMappings(DerReader reader)
    {
        const string Malformed = "invalid policy mappings extension";
        var mappings = ImmutableArray.CreateBuilder<PolicyMapping>();
        var list = reader.ReadSequence(Malformed);
        while (!list.IsEmpty)
        {
            var mapping = list.ReadSequence(Malformed);
            var issuer = DerObjectIdentifier.ReadLarge(mapping.Read(DerTag.ObjectIdentifier, Malformed), Malformed);
            var subject = DerObjectIdentifier.ReadLarge(mapping.Read(DerTag.ObjectIdentifier, Malformed), Malformed);
            mappings.Add(new PolicyMapping(issuer, subject));
        }

        return mappings.ToImmutable();
    }

    private static Policies ReadConstraints(DerReader reader, Policies policies)
    {
        const string Malformed = "invalid policy constraints extension";
        var fields = reader.ReadSequence(Malformed);
        if (fields.NextIs(DerTag.Context(0)))
        {
            policies = policies with { RequireExplicit = fields.ReadLong(Malformed, DerTag.Context(0)) };
        }

        return fields.NextIs(DerTag.Context(1))
            ? policies with { InhibitMapping = fields.ReadLong(Malformed, DerTag.Context(1)) }
            : policies;
    }

    private static long ReadInhibitAny(DerReader reader) => reader.ReadLong("invalid inhibit any policy extension");
}
