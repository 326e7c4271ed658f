using System.Collections.Immutable;

namespace KubectlWebhookCert.X509.Verification.Policy;

/// <summary>
/// Whether the policies of a chain hold (RFC 5280 §6.1, RFC 9618), for a caller that demands none: a chain fails only if one of its
/// certificates demands some.
/// </summary>
internal static class PolicyCheck
{
    public static bool IsValid(ImmutableList<Certificate> chain)
    {
        var count = chain.Count - 1;
        var state = new PolicyState(count + 1);
        for (var i = count - 1; i >= 0; i--)
        {
            if (!state.Take(chain[i], isLeaf: i == 0))
            {
                return false;
            }
        }

        return count == 0 || state.Holds(chain[0]);
    }
}
