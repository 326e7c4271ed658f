using System.Collections.Immutable;
using KubectlWebhookCert.X509.Keys;

namespace KubectlWebhookCert.X509.Verification;

/// <summary>One verdict, from the CA bundle to the purposes, in the order in which client-go, crypto/tls and crypto/x509 look.</summary>
internal sealed class VerificationPass
{
    private const int MostRsaBits = 8192;

    private readonly VerificationRequest request;
    private readonly Waivers waivers;
    private readonly GoVersion version;
    private readonly CertificatePool anchors;
    private readonly string? bundleRefusal;
    private readonly ImmutableArray<Parsed> presented;

    public VerificationPass(VerificationRequest request, Waivers waivers)
    {
        this.request = request;
        this.waivers = waivers;
        version = request.Server.Go;
        var roots = request.CaBundle.IsEmpty ? request.SystemRoots : request.CaBundle;
        anchors = RootBundle.Read(roots.Span, request.Server, out bundleRefusal);
        bundleRefusal = request.CaBundle.IsEmpty ? null : bundleRefusal;
        presented = ImmutableArray.CreateRange(request.Presented, der => new Parsed(CertificateParser.TryParse(der, version, out var problem), problem));
    }

    /// <summary>Judges with what is waived by now.</summary>
    /// <param name="reason">Why it is refused; null if it is accepted.</param>
    /// <returns>The chains; empty if it is refused.</returns>
    public ImmutableArray<ImmutableList<Certificate>> Judge(out Reason? reason)
    {
        reason = JudgeBundle() ?? JudgeServer() ?? JudgePresented();
        if (reason is not null)
        {
            return [];
        }

        var leaf = presented[0].Certificate!;
        var chains = JudgeLeaf(leaf, out reason);
        reason ??= JudgeKey(leaf);
        return reason is null ? chains : [];
    }

    private Reason.BundleUnreadable? JudgeBundle() =>
        bundleRefusal is null || waivers.Has<Reason.BundleUnreadable>()
            ? null
            : new Reason.BundleUnreadable(bundleRefusal) { Text = $"could not get REST client: unable to load root certificates: {bundleRefusal}" };

    // For P-224 no signature scheme is left, which the server finds before it sends anything.
    private Reason.KeyUnusable? JudgeServer() =>
        presented is [({ PublicKey.Curve: "P-224" } leaf, _), ..] && !waivers.Has<Reason.KeyUnusable>()
            ? new Reason.KeyUnusable(leaf) { Text = "remote error: tls: handshake failure" }
            : null;

    private Reason? JudgePresented()
    {
        if (presented.IsEmpty)
        {
            return new Reason.NothingPresented { Text = "tls: received empty certificates message" };
        }

        for (var i = 0; i < presented.Length; i++)
        {
            var (certificate, problem) = presented[i];
            if (certificate is null && !waivers.Has<Reason.CertificateMalformed>(FormattableString.Invariant($"{i}")))
            {
                return new Reason.CertificateMalformed(i, problem) { Text = $"tls: failed to parse certificate from server: {problem}" };
            }

            if (certificate?.PublicKey is { Kind: PublicKeyKind.Rsa, SizeInBits: > MostRsaBits } && GoChanges.RsaKeyLimit.IsIn(version)
                && !waivers.Has<Reason.KeyTooLarge>(certificate))
            {
                return new Reason.KeyTooLarge(certificate)
                {
                    Text = FormattableString.Invariant($"tls: server sent certificate containing RSA key larger than {MostRsaBits} bits"),
                };
            }
        }

        return null;
    }

    private ImmutableArray<ImmutableList<Certificate>> JudgeLeaf(Certificate leaf, out Reason? reason)
    {
        var check = new CertificateCheck(request.At, version, waivers);
        var chains = ImmutableArray<ImmutableList<Certificate>>.Empty;
        reason = check.Judge(leaf, CertificateRole.Leaf, []) ?? JudgeName(leaf);
        if (reason is null)
        {
            if (anchors.Contains(leaf))
            {
                chains = [[leaf]];
            }
            else
            {
                var intermediates = new CertificatePool(presented.Skip(1).Select(one => one.Certificate).OfType<Certificate>());
                chains = new ChainBuilder(anchors, intermediates, check, version, waivers).Build(leaf, out reason);
            }
        }

        if (reason is null)
        {
            chains = ChainFilter.Keep(chains, version, waivers, out reason);
        }

        var prefix = GoChanges.ReasonPrefix.IsIn(version) ? "tls: failed to verify certificate: " : "";
        reason = reason is null ? null : reason with { Text = prefix + reason.Text };
        return chains;
    }

    private Reason? JudgeName(Certificate leaf)
    {
        var isWaived = waivers.Has<Reason.NameMismatch>() || waivers.Has<Reason.LegacyCommonName>() || request.ServerName.Length == 0;
        return isWaived ? null : NameCheck.Judge(leaf, request.ServerName, version);
    }

    // The kind of key is looked at last.
    private Reason.KeyUnusable? JudgeKey(Certificate leaf)
    {
        var type = GoChanges.KnownKind(leaf.PublicKey.Kind, version) switch
        {
            PublicKeyKind.Dsa => "*dsa.PublicKey",
            PublicKeyKind.Unknown => "<nil>",
            _ => null,
        };
        return type is null || waivers.Has<Reason.KeyUnusable>()
            ? null
            : new Reason.KeyUnusable(leaf) { Text = $"tls: server's certificate contains an unsupported type of public key: {type}" };
    }

    private sealed record Parsed(Certificate? Certificate, string Problem);
}
