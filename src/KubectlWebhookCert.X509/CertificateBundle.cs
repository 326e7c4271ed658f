using System.Collections.Immutable;
using KubectlWebhookCert.X509.Pem;

namespace KubectlWebhookCert.X509;

/// <summary>
/// A PEM text read for its certificates, as the API server reads a CA bundle: blocks labelled <c>CERTIFICATE</c> without headers
/// count, everything else is passed over.
/// </summary>
/// <param name="Certificates">Those that can be read, in order; one that comes twice is here twice.</param>
/// <param name="Problems">What is passed over and why, in the order of the text.</param>
/// <param name="HoldsPrivateKey">Whether a block labelled as a private key lies in it.</param>
public sealed record CertificateBundle(
    ImmutableArray<Certificate> Certificates,
    ImmutableArray<PemProblem> Problems,
    bool HoldsPrivateKey)
{
    /// <summary>Reads a text as the newest Go does. Throws on no input.</summary>
    /// <param name="text">Any bytes.</param>
    public static CertificateBundle Read(ReadOnlySpan<byte> text) => Read(text, PemRules.Current);

    /// <summary>Reads a text. Throws on no input.</summary>
    /// <param name="text">Any bytes.</param>
    /// <param name="rules">Whose reading of PEM counts.</param>
    public static CertificateBundle Read(ReadOnlySpan<byte> text, PemRules rules)
    {
        var blocks = PemReader.Read(text, rules, out var unreadable);
        var certificates = ImmutableArray.CreateBuilder<Certificate>(blocks.Length);
        var problems = new PemProblemList();
        var holdsPrivateKey = false;
        var next = 0;
        foreach (var block in blocks)
        {
            while (next < unreadable.Listed.Count && unreadable.Listed[next].Offset < block.Offset)
            {
                problems.Add(unreadable.Listed[next++]);
            }

            holdsPrivateKey |= block.IsPrivateKey;
            Take(block, certificates, problems);
        }

        while (next < unreadable.Listed.Count)
        {
            problems.Add(unreadable.Listed[next++]);
        }

        problems.CountUnlisted(unreadable);

        return new CertificateBundle(certificates.ToImmutable(), problems.ToImmutable(), holdsPrivateKey);
    }

    private static void Take(PemBlock block, ImmutableArray<Certificate>.Builder certificates, PemProblemList problems)
    {
        if (block.Label != PemLabel.Certificate)
        {
            if (problems.IsFull)
            {
                problems.Count();
                return;
            }

            var reason = $"{PemLabel.Describe(block.Label)}, not CERTIFICATE";
            problems.Add(new PemProblem(PemProblemKind.NotACertificate, block.Ordinal, block.Offset, reason));
        }
        else if (!block.Headers.IsEmpty)
        {
            problems.Add(new PemProblem(PemProblemKind.HasHeaders, block.Ordinal, block.Offset, "certificate with PEM headers"));
        }
        else
        {
            if (CertificateParser.TryParse(block.Bytes, out var problem) is { } certificate)
            {
                certificates.Add(certificate);
            }
            else
            {
                var reason = $"certificate cannot be read: {problem}";
                problems.Add(new PemProblem(PemProblemKind.CertificateMalformed, block.Ordinal, block.Offset, reason));
            }
        }
    }
}
