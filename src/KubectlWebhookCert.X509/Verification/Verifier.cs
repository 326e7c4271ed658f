using System.Collections.Immutable;

namespace KubectlWebhookCert.X509.Verification;

/// <summary>The API server's verdict: Go's crypto/x509 path validation as kube-apiserver uses it when it calls a webhook.</summary>
/// <remarks>
/// One verdict is one pass, in Go's order, up to the first reason. What would come after it is found by passing again, each time
/// with one more reason taken as mended.
/// </remarks>
public static class Verifier
{
    private const int MostReasons = 50;

    /// <summary>Judges. Throws on no input.</summary>
    /// <param name="request">What the API server has before it.</param>
    public static VerificationResult Verify(VerificationRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        var waivers = new Waivers();
        var pass = new VerificationPass(request, waivers);
        var chains = pass.Judge(out var first);
        if (first is null)
        {
            return new VerificationResult.Accepted(ImmutableArray.CreateRange(chains, chain => chain.ToImmutableArray()));
        }

        var further = ImmutableArray.CreateBuilder<Reason>();
        for (var reason = first; further.Count < MostReasons && waivers.Add(reason); further.Add(reason))
        {
            pass.Judge(out reason);
            if (reason is null)
            {
                break;
            }
        }

        return new VerificationResult.Refused(first, first.Text, further.ToImmutable());
    }
}
