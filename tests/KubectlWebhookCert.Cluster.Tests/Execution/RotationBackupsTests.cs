using KubectlWebhookCert.Cluster.Execution;

namespace KubectlWebhookCert.Cluster.Tests.Execution;

/// <summary>Every rotation keeps what it overwrites, however soon after another it comes.</summary>
public sealed class RotationBackupsTests
{
    private static readonly DateTimeOffset Taken = new(2026, 11, 26, 7, 0, 0, 12, TimeSpan.Zero);

    [Fact]
    public void Two_of_one_second_have_names_of_their_own_in_the_order_of_time()
    {
        string[] names = [RotationBackups.Suffix(Taken), RotationBackups.Suffix(Taken.AddMilliseconds(1)), RotationBackups.Suffix(Taken.AddSeconds(1))];

        Assert.Equal("20261126070000012", names[0]);
        Assert.Equal(names.Distinct().Order(StringComparer.Ordinal), names);
    }
}
