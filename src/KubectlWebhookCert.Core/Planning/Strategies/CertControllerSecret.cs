using KubectlWebhookCert.Core.Model;
using KubectlWebhookCert.X509;
using KubectlWebhookCert.X509.Issuing;

namespace KubectlWebhookCert.Core.Planning.Strategies;

/// <summary>
/// cert-controller copies every byte of the Secret's <c>ca.crt</c> into every bundle and reverts what others write there; it judges the first
/// CA alone. So trust is written through the Secret: old and new, then new and old with the new keys, then new.
/// </summary>
/// <remarks>Source: github.com/open-policy-agent/cert-controller, pkg/rotator.</remarks>
internal static class CertControllerSecret
{
    private const string CaCertificate = "ca.crt";

    // what ends within its look-ahead it makes anew, and never says why
    private static readonly TimeSpan LookAhead = TimeSpan.FromDays(90);
    private static readonly TimeSpan Steady = TimeSpan.FromSeconds(2);

    public static readonly OwnerStrategy Strategy = new("cert-controller", ["cert-controller"], (scope, options, goal) => Steps(scope, options, goal!))
    {
        Check = Check,
        CheckRequest = CheckRequest,
    };

    private static void Check(RotationScope scope, RotationOptions options)
    {
        var what = $"cannot rotate {scope.Secret.Ref}: ";
        if (scope.Original.Find(CaCertificate) is not { } trusted || scope.Content.AuthorityKey is null)
        {
            throw new RotationRefusedException($"{what}it holds no CA with its private key, from which {scope.Owner.Name} would work", "let it make one: restart it");
        }

        if (scope.Bundles.FirstOrDefault(bundle => !bundle.Bundle.Bytes.Span.SequenceEqual(trusted.Span)) is { } other)
        {
            throw new RotationRefusedException(
                $"{what}{other.Place} does not hold its {CaCertificate}, so {scope.Owner.Name} does not keep it", "kubectl webhook-cert validate TARGET");
        }
    }

    private static void CheckRequest(RotationScope scope, IssueRequest request)
    {
        var what = $"cannot rotate {scope.Secret.Ref}: ";
        if (request.Authority is { } authority)
        {
            if (authority.Old is null || authority.Encoding != PrivateKeyEncoding.Pkcs1)
            {
                throw new RotationRefusedException(
                    $"{what}{scope.Owner.Name} reads a CA's private key in PKCS#1 (RSA) alone, and stops injecting CA bundles without a word else", "leave --key-algorithm out, or give RSA");
            }

            Live(what, scope, "CA", "--ca-duration", authority.Validity.NotAfter - authority.Validity.NotBefore);
        }

        Live(what, scope, "certificate", "--duration", request.LeafValidity.NotAfter - request.LeafValidity.NotBefore);
    }

    private static void Live(string what, RotationScope scope, string subject, string flag, TimeSpan length)
    {
        if (length < LookAhead + TimeSpan.FromDays(1))
        {
            throw new RotationRefusedException(
                $"{what}{scope.Owner.Name} makes a {subject} anew that ends within 90 days", $"give a longer {flag}, for example 365d");
        }
    }

    private static IEnumerable<PlanStep> Steps(RotationScope scope, RotationOptions options, RotationGoal goal)
    {
        var old = CaBundle.Read(scope.Original.Find(CaCertificate)!.Value);
        var last = CaBundle.Read(goal.Secret.Find(CaCertificate)!.Value);
        if (old.Equals(last))
        {
            return Swap(scope, options, goal.Secret, []);
        }

        var oldFirst = TrustText.Union(old, last);
        var newFirst = TrustText.Union(last, old);
        return
        [
            .. oldFirst.Equals(old) ? [] : Trust("trust the new CA after the old one", scope, options, Trusting(scope.Original, oldFirst), oldFirst),
            .. Swap(scope, options, Trusting(goal.Secret, newFirst), Everywhere(scope, newFirst)),
            .. newFirst.Equals(last) ? [] : Trust("trust the new CA alone", scope, options, goal.Secret, last),
        ];
    }

    private static SecretVersion Trusting(SecretVersion version, CaBundle bundle) =>
        version.With([new SecretEntry(CaCertificate, bundle.Bytes)], version.Chain);

    private static ValueList<PlacedBundle> Everywhere(RotationScope scope, CaBundle bundle) =>
        [.. scope.Bundles.Select(place => place with { Bundle = bundle })];

    private static IEnumerable<PlanStep> Trust(string title, RotationScope scope, RotationOptions options, SecretVersion version, CaBundle bundle)
    {
        var places = Everywhere(scope, bundle);
        yield return new PlanStep.WriteSecret($"{title}, by {scope.Secret.Ref}", scope.Secret.Ref, version, places);
        yield return Await(scope, options, places);
    }

    private static IEnumerable<PlanStep> Swap(RotationScope scope, RotationOptions options, SecretVersion version, ValueList<PlacedBundle> injected)
    {
        yield return new PlanStep.WriteSecret($"write the new certificate into {scope.Secret.Ref}", scope.Secret.Ref, version, injected);
        if (injected.Count > 0)
        {
            yield return Await(scope, options, injected);
        }

        foreach (var step in Reloading.Steps(scope, options, version.Chain))
        {
            yield return step;
        }
    }

    private static PlanStep.AwaitBundles Await(RotationScope scope, RotationOptions options, ValueList<PlacedBundle> places) => new(
        $"wait until {scope.Owner.Name} has written the CA bundles and every API server has seen them",
        places,
        options.Settle > Steady ? options.Settle : Steady);
}
