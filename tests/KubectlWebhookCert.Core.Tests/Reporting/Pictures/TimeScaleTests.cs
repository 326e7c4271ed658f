using KubectlWebhookCert.Core.Reporting.Pictures;
using KubectlWebhookCert.Core.Tests.Fixtures;

namespace KubectlWebhookCert.Core.Tests.Reporting.Pictures;

public sealed class TimeScaleTests
{
    private static readonly TimeScale Scale = new(Judged.Now, 100, 700);

    [Fact]
    public void Each_tick_stands_where_its_instant_does()
    {
        foreach (var (index, tick) in TimeScale.Ticks.Index())
        {
            Assert.Equal(100 + (index * 100), Scale.Of(Judged.Now.AddDays(tick.Days)));
        }
    }

    [Theory]
    [InlineData(-100000, 100)]
    [InlineData(100000, 800)]
    [InlineData(60, 550)] // half of the way from 30 to 90 days
    public void What_is_farther_stands_at_the_end(int days, int expected) => Assert.Equal(expected, Scale.Of(Judged.Now.AddDays(days)));

    [Fact]
    public void Later_never_stands_to_the_left()
    {
        var places = Enumerable.Range(-500, 5000).Select(day => Scale.Of(Judged.Now.AddDays(day))).ToList();

        Assert.Equal(places.Order(), places);
    }
}
