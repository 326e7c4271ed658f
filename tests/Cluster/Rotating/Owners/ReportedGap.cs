using System.Globalization;
using System.Text.RegularExpressions;

namespace KubectlWebhookCert.Tests.Cluster;

/// <summary>For how long calls may have failed, as a report says it.</summary>
internal static partial class ReportedGap
{
    private const double Tolerance = 1.5; // the report counts from one answer of an endpoint to the next, the requests by the clock

    /// <summary>It is what the requests met with.</summary>
    public static void MustFit(string report, LoadResult load)
    {
        var found = Pattern().Match(report);
        Assert.True(found.Success, report);
        var reported = double.Parse(found.Groups[1].Value, CultureInfo.InvariantCulture);
        var measured = load.New.Gap.TotalSeconds;
        TestContext.Current.TestOutputHelper?.WriteLine(string.Create(CultureInfo.InvariantCulture, $"failed for {measured:0.00} s, reported {reported:0.0} s"));
        Assert.InRange(reported, measured - Tolerance, measured + Tolerance);
    }

    [GeneratedRegex(@"fail\w*\D{0,60}?(\d+(?:\.\d+)?) ?s", RegexOptions.CultureInvariant)]
    private static partial Regex Pattern();
}
