using System.Collections.Immutable;
using KubectlWebhookCert.X509.Extensions;
using KubectlWebhookCert.X509.Keys;
using KubectlWebhookCert.X509.Signatures;

namespace KubectlWebhookCert.X509.Verification;

/// <summary>Every chain from a leaf to an anchor: Go's <c>buildChains</c>, with its order, its limit and its choice of what to report.</summary>
internal sealed class ChainBuilder(
    CertificatePool anchors, CertificatePool intermediates, CertificateCheck check, GoVersion version, Waivers waivers)
{
    private const int MostSignatures = 100;

    private int signatures;

    /// <summary>Builds. One builder builds once.</summary>
    /// <param name="leaf">Not an anchor itself.</param>
    /// <param name="reason">Why there is no chain; null if there is one.</param>
    public ImmutableArray<ImmutableList<Certificate>> Build(Certificate leaf, out Reason? reason)
    {
        var chains = ImmutableArray.CreateBuilder<ImmutableList<Certificate>>();
        reason = Extend([leaf], chains);
        return chains.ToImmutable();
    }

    /// <summary>Adds every chain that goes on from the one given, or says why there is none.</summary>
    private Reason? Extend(ImmutableList<Certificate> chain, ImmutableArray<ImmutableList<Certificate>>.Builder chains)
    {
        var found = chains.Count;
        var search = new Search();
        var certificate = chain[^1];
        foreach (var (candidates, role) in new[]
        {
            (anchors.FindPotentialParents(certificate), CertificateRole.Anchor),
            (intermediates.FindPotentialParents(certificate), CertificateRole.Intermediate),
        })
        {
            foreach (var candidate in candidates)
            {
                Consider(chain, candidate, role, search, chains);
                if (search.Reason is Reason.SignatureLimit && GoChanges.EveryCandidateCounts.IsIn(version))
                {
                    return chains.Count > found ? null : search.Reason;
                }
            }
        }

        if (chains.Count == found && waivers.TrustsIssuerOf(certificate))
        {
            chains.Add(chain);
        }

        return chains.Count > found ? null : search.Reason ?? Unknown(certificate, search);
    }

    private void Consider(
        ImmutableList<Certificate> chain,
        Certificate candidate,
        CertificateRole role,
        Search search,
        ImmutableArray<ImmutableList<Certificate>>.Builder chains)
    {
        var counted = GoChanges.EveryCandidateCounts.IsIn(version);
        if (counted && !Count(search))
        {
            return;
        }

        if (IsPassedOver(candidate) || IsAlreadyIn(chain, candidate) || (!counted && !Count(search)))
        {
            return;
        }

        if (JudgeSignature(chain[^1], candidate, out var problem) is { } text)
        {
            search.Hint(candidate, text, problem);
            return;
        }

        search.Reason = check.Judge(candidate, role, chain);
        if (search.Reason is not null)
        {
            if (GoChanges.HintFromValidity.IsIn(version))
            {
                search.Hint(candidate, search.Reason.Text, null);
            }
        }
        else if (role == CertificateRole.Anchor)
        {
            chains.Add(chain.Add(candidate));
        }
        else
        {
            search.Reason = Extend(chain.Add(candidate), chains);
        }
    }

    private bool IsPassedOver(Certificate candidate) => GoChanges.UnknownKeysArePassedOver.IsIn(version)
        && GoChanges.KnownKind(candidate.PublicKey.Kind, version) == PublicKeyKind.Unknown;

    private bool Count(Search search)
    {
        signatures++;
        if (signatures <= MostSignatures)
        {
            return true;
        }

        search.Reason = new Reason.SignatureLimit
        {
            Text = "x509: signature check attempts limit reached while verifying certificate chain",
        };
        return false;
    }

    private string? JudgeSignature(Certificate certificate, Certificate parent, out SignatureProblem? problem)
    {
        problem = null;
        if (waivers.Signature(certificate, parent))
        {
            return null;
        }

        var mayNotSign = parent.BasicConstraints is { } constraints ? !constraints.IsCa : parent.Version == 3;
        if (mayNotSign || (parent.KeyUsage != KeyUsages.None && !parent.KeyUsage.HasFlag(KeyUsages.CertSign)))
        {
            return "x509: invalid signature: parent certificate cannot sign this kind of certificate";
        }

        problem = SignatureChecker.Check(certificate, parent.PublicKey, version);
        return problem?.Text;
    }

    // Mutual cross-signatures would go round for ever: the same subject, key and names count as the same certificate.
    private static bool IsAlreadyIn(ImmutableList<Certificate> chain, Certificate candidate)
    {
        var names = candidate.FindExtension(ExtensionOids.SubjectAltName);
        foreach (var certificate in chain)
        {
            if (!certificate.Subject.Equals(candidate.Subject) || !certificate.PublicKey.Equals(candidate.PublicKey))
            {
                continue;
            }

            var otherNames = certificate.FindExtension(ExtensionOids.SubjectAltName);
            if (names is null || otherNames is null)
            {
                return names is null && otherNames is null;
            }

            if (names.Value.Span.SequenceEqual(otherNames.Value.Span))
            {
                return true;
            }
        }

        return false;
    }

    private Reason.UnknownAuthority Unknown(Certificate certificate, Search search)
    {
        const string Text = "x509: certificate signed by unknown authority";
        return new Reason.UnknownAuthority(certificate, search.Candidate, search.HintText, search.Problem)
        {
            Text = search.Candidate is not { } candidate
                ? Text
                : $"{Text} (possibly because of {GoText.Quote(search.HintText)} while trying to verify candidate authority certificate "
                    + $"{QuoteName(candidate)})",
        };
    }

    private string QuoteName(Certificate candidate)
    {
        var subject = candidate.Subject;
        var part = string.IsNullOrEmpty(subject.CommonName) ? subject.OrganizationPart : subject.CommonNamePart;
        return part switch
        {
            null => GoText.Quote(FormattableString.Invariant($"serial:{candidate.SerialNumber}")),
            { Teletex.IsEmpty: false } when !GoChanges.TeletexIsLatin1.IsIn(version) => GoText.Quote(part.Teletex.Span),
            _ => GoText.Quote(part.Value),
        };
    }

    /// <summary>What a search for the issuers of one certificate has met: as in Go, the last obstacle and the first hint.</summary>
    private sealed class Search
    {
        public Reason? Reason { get; set; }

        public Certificate? Candidate { get; private set; }

        public string HintText { get; private set; } = "";

        public SignatureProblem? Problem { get; private set; }

        public void Hint(Certificate candidate, string text, SignatureProblem? problem)
        {
            if (Candidate is null)
            {
                (Candidate, HintText, Problem) = (candidate, text, problem);
            }
        }
    }
}
