namespace KubectlWebhookCert.Core.Tests.Oracle;

/// <summary>The same draws on every machine and every runtime (xorshift64*), for generated cases.</summary>
internal sealed class Draws(ulong seed)
{
    private ulong state = seed;

    /// <summary>A number from 0 up to, not including, a bound.</summary>
    public int Next(int bound)
    {
        state ^= state >> 12;
        state ^= state << 25;
        state ^= state >> 27;
        return (int)((state * 2685821657736338717UL >> 33) % (ulong)bound);
    }

    /// <summary>One of several.</summary>
    public T Of<T>(params ReadOnlySpan<T> choices) => choices[Next(choices.Length)];
}
