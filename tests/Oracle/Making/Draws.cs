namespace KubectlWebhookCert.Tests.Oracle;

/// <summary>The same draws on every machine and every runtime (SplitMix64). A path tells one sequence of a seed from another.</summary>
internal sealed class Draws
{
    private ulong state;

    public Draws(ulong seed, params ReadOnlySpan<ulong> path)
    {
        state = seed;
        foreach (var step in path)
        {
            state = NextNumber() ^ (step * 0xd1342543de82ef95UL);
        }
    }

    /// <summary>64 bits.</summary>
    public ulong NextNumber()
    {
        state += 0x9e3779b97f4a7c15UL;
        var mixed = (state ^ (state >> 30)) * 0xbf58476d1ce4e5b9UL;
        mixed = (mixed ^ (mixed >> 27)) * 0x94d049bb133111ebUL;
        return mixed ^ (mixed >> 31);
    }

    /// <summary>A number from 0 up to, not including, a bound.</summary>
    public int Next(int bound) => (int)((NextNumber() >> 33) % (ulong)bound);

    /// <summary>True so many times in a hundred.</summary>
    public bool Chance(int percent) => Next(100) < percent;

    /// <summary>One of several.</summary>
    public T Of<T>(params IReadOnlyList<T> choices) => choices[Next(choices.Count)];

    /// <summary>One of several, the first ones more often.</summary>
    public T Weighted<T>(IReadOnlyList<T> choices, Func<T, int> weight)
    {
        var left = Next(choices.Sum(weight));
        foreach (var choice in choices)
        {
            left -= weight(choice);
            if (left < 0)
            {
                return choice;
            }
        }

        throw new InvalidOperationException("weights changed while they were counted");
    }

    public byte[] Bytes(int count)
    {
        var bytes = new byte[count];
        for (var i = 0; i < count; i++)
        {
            bytes[i] = (byte)(NextNumber() >> 40);
        }

        return bytes;
    }
}
