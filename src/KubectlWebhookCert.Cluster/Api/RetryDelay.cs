using System.Security.Cryptography;

namespace KubectlWebhookCert.Cluster.Api;

/// <summary>How often and after how long a request is sent again.</summary>
internal static class RetryDelay
{
    /// <summary>The first try included.</summary>
    public const int Tries = 4;

    /// <summary>A server may ask for more; nobody waits longer in front of a terminal.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(30);

    private static readonly TimeSpan First = TimeSpan.FromMilliseconds(250);

    /// <summary>Doubling, each between half and the whole of it, so that many clients do not come back together.</summary>
    /// <param name="attempt">Number of the try that failed, from 1.</param>
    public static TimeSpan BackOff(int attempt)
    {
        var whole = First * Math.Pow(2, attempt - 1);
        return whole * (RandomNumberGenerator.GetInt32(500, 1001) / 1000.0);
    }

    /// <summary>What <c>Retry-After</c> asks for, else the back-off.</summary>
    /// <param name="answer">The refusal.</param>
    /// <param name="attempt">Number of the try that failed, from 1.</param>
    /// <param name="now">The time now, for a date.</param>
    public static TimeSpan After(ApiAnswer answer, int attempt, DateTimeOffset now)
    {
        var asked = answer.RetryAfter switch
        {
            { Delta: { } seconds } => seconds,
            { Date: { } date } => date - now,
            _ => BackOff(attempt),
        };
        return asked < TimeSpan.Zero ? TimeSpan.Zero : asked > Longest ? Longest : asked;
    }
}
