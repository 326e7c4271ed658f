using KubectlWebhookCert.Core.Rules;

namespace KubectlWebhookCert.Core.Reporting.Pictures;

/// <summary>Gives a chain's nodes and links their places.</summary>
internal sealed class ChainLayouter
{
    private const int Margin = 2;
    private const int StackGap = 26; // between boxes in one place
    private const int NarrowestGap = 92; // between columns
    private const int LowestGap = 56; // between rows
    private const int ElbowAfter = 16;
    private const int GutterStep = 12;
    private const int NameColumns = 28; // of a box, in a monospaced font of 12 pixels
    private const int DetailColumns = 31; // and of 11
    private const int Columns = 3;
    private const int Rows = 3;

    private readonly TrustChain chain;
    private readonly Dictionary<string, ChainBox> boxes = new(StringComparer.Ordinal);
    private readonly int[] lefts = new int[Columns];

    private ChainLayouter(TrustChain chain) => this.chain = chain;

    /// <summary>The places.</summary>
    /// <param name="chain">The chain.</param>
    public static ChainLayout Of(TrustChain chain)
    {
        var layouter = new ChainLayouter(chain);
        layouter.PlaceBoxes();
        var wires = chain.Links.Select(layouter.Wire).ToValueList();
        ChainBox[] placed = [.. chain.Nodes.Select(node => layouter.boxes[node.Key])];
        var right = wires.Where(wire => wire.IsBeside).Select(wire => wire.Label.X + ChainLayout.Width(wire.Words))
            .Concat(wires.SelectMany(wire => wire.Points.Select(point => point.X)))
            .Concat(placed.Select(box => box.Right))
            .Max();
        var bottom = wires.Select(wire => wire.Label.Y + (wire.Words.Count * ChainLayout.LabelLine))
            .Concat(placed.Select(box => box.Bottom))
            .Max();
        return new ChainLayout([.. placed], wires, right + Margin, bottom + Margin);
    }

    private static int Column(ChainPart part) => part switch
    {
        ChainPart.CaBundle or ChainPart.Authority or ChainPart.Certificate => 1,
        ChainPart.Secret or ChainPart.Owner => 2,
        _ => 0,
    };

    private static int Row(ChainPart part) => part switch
    {
        ChainPart.Service or ChainPart.Owner => 1,
        ChainPart.Endpoints or ChainPart.Certificate or ChainPart.Secret => 2,
        _ => 0,
    };

    private static ValueList<BoxLine> Lines(ChainNode node) =>
    [
        new BoxLine("kind", node.Kind),
        .. FittedText.Wrap(node.Name, NameColumns, 3).Select(line => new BoxLine("name", line)),
        .. node.Details.SelectMany(detail => FittedText.Wrap(detail, DetailColumns, 2)).Select(line => new BoxLine("detail", line)),
        .. node.Marks.Select(mark => new BoxLine(mark.Severity.Word(), $"{(mark.Severity == Severity.Error ? '×' : '!')} {mark.Text}")),
    ];

    private void PlaceBoxes()
    {
        var left = Margin;
        for (var column = 0; column < Columns; column++)
        {
            lefts[column] = left;
            left += ChainBox.Width + GapAfter(column);
        }

        var top = Margin;
        for (var row = 0; row < Rows; row++)
        {
            var bottom = PlaceRow(row, top);
            top = bottom == top ? top : bottom + GapBelow(row);
        }
    }

    // what is stacked in one place stands beside what is stacked in the next
    private int PlaceRow(int row, int top)
    {
        var stacks = Enumerable.Range(0, Columns)
            .Select(column => chain.Nodes.Where(node => Column(node.Part) == column && Row(node.Part) == row).ToList())
            .ToList();
        var (at, bottom) = (top, top);
        for (var level = 0; level < stacks.Max(stack => stack.Count); level++)
        {
            foreach (var (column, stack) in stacks.Index().Where(indexed => indexed.Item.Count > level))
            {
                var box = new ChainBox(stack[level], Lines(stack[level]), lefts[column], at);
                boxes[box.Node.Key] = box;
                bottom = Math.Max(bottom, box.Bottom);
            }

            at = bottom + StackGap;
        }

        return bottom;
    }

    // as wide as the widest words that stand there
    private int GapAfter(int column)
    {
        var along = chain.Links.Where(link => Column(link.From.Part) == column && Column(link.To.Part) == column).ToList();
        return chain.Links
            .Where(link => Column(link.From.Part) == column && Column(link.To.Part) == column + 1)
            .Concat(along.Where(link => along.Exists(other => other != link && other.Kind == link.Kind)))
            .Select(link => ChainLayout.Width(ChainLayout.Words(link)) + ElbowAfter + (2 * ChainLayout.LabelGap))
            .Append(NarrowestGap)
            .Max() + (GutterStep * along.Count);
    }

    private int GapBelow(int row) => chain.Links
        .Where(link => Column(link.From.Part) == Column(link.To.Part) && Math.Min(Row(link.From.Part), Row(link.To.Part)) == row)
        .Select(link => ((ChainLayout.Words(link).Count() + 2) * ChainLayout.LabelLine) / Math.Abs(Row(link.From.Part) - Row(link.To.Part)))
        .Append(LowestGap)
        .Max();

    private ChainWire Wire(ChainLink link)
    {
        var (from, to) = (boxes[link.From.Key], boxes[link.To.Key]);
        return from.Left < to.Left ? Across(link, from, to)
            : IsNext(from, to) ? UpOrDown(link, from, to)
            : Around(link, from, to);
    }

    private static ChainWire Across(ChainLink link, ChainBox from, ChainBox to)
    {
        var elbow = from.Right + ElbowAfter;
        ChainPoint[] points = from.Port == to.Port
            ? [new(from.Right, from.Port), new(to.Left, to.Port)]
            : [new(from.Right, from.Port), new(elbow, from.Port), new(elbow, to.Port), new(to.Left, to.Port)];
        var middle = new ChainPoint((elbow + to.Left) / 2, to.Port);
        return new ChainWire(link, [.. points], [.. ChainLayout.Words(link)], middle, IsBeside: false, middle);
    }

    private static ChainWire UpOrDown(ChainLink link, ChainBox from, ChainBox to)
    {
        var (start, end) = from.Top < to.Top ? (from.Bottom, to.Top) : (from.Top, to.Bottom);
        var middle = new ChainPoint(from.Middle, (start + end) / 2);
        ValueList<BoxLine> words = [.. ChainLayout.Words(link)];
        return new ChainWire(link, [new(from.Middle, start), new(to.Middle, end)], words, Beside(words, middle), IsBeside: true, middle);
    }

    // a box stands between the two, and at its own link the words
    private ChainWire Around(ChainLink link, ChainBox from, ChainBox to)
    {
        var lower = from.Top > to.Top ? from : to;
        var stacked = chain.Nodes.Where(node => node.Part == lower.Node.Part).Select(node => node.Key).ToList();
        var gutter = from.Right + (GutterStep * stacked.IndexOf(lower.Node.Key));
        // at the lower one below what goes on to the right
        var (start, end) = from == lower ? (lower.Bottom - ChainBox.Padding, to.Port) : (from.Port, lower.Bottom - ChainBox.Padding);
        var middle = new ChainPoint(gutter, lower.Top - (StackGap / 2));
        ValueList<BoxLine> words = link.Marks.Count > 0 ? [.. ChainLayout.Words(link)] : [];
        return new ChainWire(
            link,
            [new(from.Right, start), new(gutter, start), new(gutter, end), new(to.Right, end)],
            words,
            Beside(words, middle),
            IsBeside: true,
            middle);
    }

    private bool IsNext(ChainBox from, ChainBox to) => !boxes.Values.Any(other =>
        other.Left == from.Left && other.Top > Math.Min(from.Top, to.Top) && other.Top < Math.Max(from.Top, to.Top));

    private static ChainPoint Beside(ValueList<BoxLine> words, ChainPoint middle) =>
        new(middle.X + ChainLayout.LabelGap, middle.Y - ((words.Count - 1) * ChainLayout.LabelLine / 2));
}
