using System.Collections.Immutable;
using KubectlWebhookCert.X509.Names;

namespace KubectlWebhookCert.X509.Extensions;

/// <summary>What the extensions of one certificate say, gathered while they are read.</summary>
internal sealed class ExtensionFacts
{
    public AlternativeNames AlternativeNames { get; set; } = AlternativeNames.None;

    public KeyUsages KeyUsage { get; set; }

    public ImmutableArray<string> ExtendedKeyUsage { get; set; } = [];

    public BasicConstraints? BasicConstraints { get; set; }

    public NameConstraints? NameConstraints { get; set; }

    public Policies Policies { get; set; } = Policies.None;

    public ReadOnlyMemory<byte> SubjectKeyId { get; set; }

    public ReadOnlyMemory<byte> AuthorityKeyId { get; set; }

    public List<string> UnhandledCritical { get; } = [];
}
