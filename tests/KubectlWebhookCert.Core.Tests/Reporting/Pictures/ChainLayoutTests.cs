using KubectlWebhookCert.Core.Reporting.Pictures;

namespace KubectlWebhookCert.Core.Tests.Reporting.Pictures;

/// <summary>Whatever a chain looks like, everything has a place of its own.</summary>
public sealed class ChainLayoutTests
{
    [Fact]
    public void No_box_lies_on_another_and_all_are_within_the_picture() => Assert.All(Chains.Shapes().Select(ChainLayouter.Of), layout =>
    {
        foreach (var (index, box) in layout.Boxes.Index())
        {
            Assert.True(box is { Left: >= 0, Top: >= 0 } && box.Right <= layout.TotalWidth && box.Bottom <= layout.TotalHeight);
            Assert.DoesNotContain(layout.Boxes.Skip(index + 1), other =>
                box.Left < other.Right && other.Left < box.Right && box.Top < other.Bottom && other.Top < box.Bottom);
        }
    });

    [Fact]
    public void Links_begin_and_end_at_the_boxes_that_they_join_and_run_straight() => Assert.All(Chains.Shapes().Select(ChainLayouter.Of), layout =>
    {
        foreach (var wire in layout.Wires)
        {
            Assert.True(Touches(layout.Boxes.Single(box => box.Node.Key == wire.Link.From.Key), wire.Points[0]));
            Assert.True(Touches(layout.Boxes.Single(box => box.Node.Key == wire.Link.To.Key), wire.Points[^1]));
            Assert.All(wire.Points.Zip(wire.Points.Skip(1)), step => Assert.True(step.First.X == step.Second.X || step.First.Y == step.Second.Y));
        }
    });

    [Fact]
    public void No_link_runs_through_a_box() => Assert.All(Chains.Shapes().Select(ChainLayouter.Of), layout => Assert.All(
        layout.Wires.SelectMany(wire => wire.Points.Zip(wire.Points.Skip(1))),
        step => Assert.DoesNotContain(layout.Boxes, box =>
            Math.Max(step.First.X, step.Second.X) > box.Left && Math.Min(step.First.X, step.Second.X) < box.Right
            && Math.Max(step.First.Y, step.Second.Y) > box.Top && Math.Min(step.First.Y, step.Second.Y) < box.Bottom)));

    private static bool Touches(ChainBox box, ChainPoint point) =>
        point.X >= box.Left && point.X <= box.Right && point.Y >= box.Top && point.Y <= box.Bottom
        && (point.X == box.Left || point.X == box.Right || point.Y == box.Top || point.Y == box.Bottom);
}
