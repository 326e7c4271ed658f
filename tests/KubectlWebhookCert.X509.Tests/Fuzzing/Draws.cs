namespace KubectlWebhookCert.X509.Tests.Fuzzing;

/// <summary>Numbers that follow from a seed, the same on every runtime, so that a failure can be met again.</summary>
internal sealed class Draws(ulong seed)
{
    private ulong state = seed;

    public int Next(int limit)
    {
        state = (state * 6364136223846793005) + 1442695040888963407;
        return (int)((state >> 33) % (ulong)limit);
    }
}
