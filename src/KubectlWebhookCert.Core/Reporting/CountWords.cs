using System.Globalization;

namespace KubectlWebhookCert.Core.Reporting;

/// <summary>Counts in words.</summary>
internal static class CountWords
{
    /// <summary><c>1 webhook</c>, <c>2 webhooks</c>.</summary>
    /// <param name="count">How many.</param>
    /// <param name="what">One of them; the plural takes an s.</param>
    public static string Of(int count, string what) =>
        string.Create(CultureInfo.InvariantCulture, $"{count} {what}{(count == 1 ? string.Empty : "s")}");

    /// <summary><c>and 2 more</c>.</summary>
    /// <param name="count">How many.</param>
    public static string More(int count) => string.Create(CultureInfo.InvariantCulture, $"and {count} more");
}
