using System.Text.RegularExpressions;

namespace KubectlWebhookCert.Tests.Cluster;

/// <summary>The one part of a message that two servers cannot have in common: when it was said.</summary>
internal static partial class Clock
{
    /// <summary>Puts `{now}` in its place.</summary>
    public static string Hidden(string message) => Stamp.Replace(message, "current time {now} is ");

    [GeneratedRegex(@"current time \d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(Z|[+-]\d\d:\d\d) is ")]
    private static partial Regex Stamp { get; }
}
