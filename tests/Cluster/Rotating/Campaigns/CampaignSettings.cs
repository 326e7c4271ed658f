namespace KubectlWebhookCert.Tests.Cluster;

/// <summary>What the environment says about campaigns.</summary>
/// <param name="IsWhole">Every point of every case, which takes long: CAMPAIGN=all.</param>
/// <param name="Report">A file for the figures, since `dotnet test` shows nothing that a passing test prints: CAMPAIGN_REPORT.</param>
internal sealed record CampaignSettings(bool IsWhole, string? Report)
{
    public static CampaignSettings Read() => new(
        Environment.GetEnvironmentVariable("CAMPAIGN") == "all",
        Environment.GetEnvironmentVariable("CAMPAIGN_REPORT") is { Length: > 0 } path ? path : null);

    /// <summary>Shows figures, a row of a table.</summary>
    public async Task TellAsync(string header, string row, CancellationToken cancellationToken)
    {
        TestContext.Current.TestOutputHelper?.WriteLine($"{header}\n{row}");
        if (Report is not null)
        {
            var isNew = !File.Exists(Report);
            await File.AppendAllTextAsync(Report, isNew ? $"{header}\n{row}\n" : $"{row}\n", cancellationToken);
        }
    }
}
