namespace KubectlWebhookCert.X509.Verification.Constraints;

/// <summary>How many comparisons of names with constraints Go makes for one CA before it gives up.</summary>
internal sealed class ComparisonBudget
{
    private const int Most = 250_000;

    private int taken;

    public bool IsExceeded => taken > Most;

    /// <summary>Takes comparisons off; false where there are not enough left.</summary>
    public bool Take(int count)
    {
        taken += count;
        return !IsExceeded;
    }
}
