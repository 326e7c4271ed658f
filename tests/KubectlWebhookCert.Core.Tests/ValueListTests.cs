namespace KubectlWebhookCert.Core.Tests;

public sealed class ValueListTests
{
    [Fact]
    public void Lists_with_equal_elements_are_equal()
    {
        ValueList<string> first = ["a", "b"];
        var second = new[] { "a", "b" }.ToValueList();

        Assert.Equal(first, second);
        Assert.True(first.Equals(second));
        Assert.Equal(first.GetHashCode(), second.GetHashCode());
    }

    [Fact]
    public void The_order_of_elements_counts()
    {
        ValueList<string> first = ["a", "b"];

        Assert.False(first.Equals(["b", "a"]));
        Assert.False(first.Equals(null));
    }
}
