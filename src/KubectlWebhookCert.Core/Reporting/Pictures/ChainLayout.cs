namespace KubectlWebhookCert.Core.Reporting.Pictures;

/// <summary>A node with its place, in pixels.</summary>
/// <param name="Node">The node.</param>
/// <param name="Lines">Its text, broken to fit.</param>
/// <param name="Left">From the left.</param>
/// <param name="Top">From the top.</param>
internal sealed record ChainBox(ChainNode Node, ValueList<BoxLine> Lines, int Left, int Top)
{
    /// <summary>Width of every box.</summary>
    public const int Width = 232;

    /// <summary>Room around the text.</summary>
    public const int Padding = 12;

    /// <summary>From the baseline of one line to that of the next.</summary>
    public const int LineHeight = 17;

    // where links that come from the side or go there meet it
    private const int PortHeight = 28;

    public int Height => (Lines.Count * LineHeight) + (2 * Padding) - 3;

    public int Right => Left + Width;

    public int Middle => Left + (Width / 2);

    public int Bottom => Top + Height;

    public int Port => Top + PortHeight;
}

/// <summary>One line in a box.</summary>
/// <param name="Style">What it is: <c>kind</c>, <c>name</c>, <c>detail</c>, <c>error</c>, <c>warning</c>.</param>
/// <param name="Text">The words.</param>
internal sealed record BoxLine(string Style, string Text);

/// <summary>A corner of a line.</summary>
/// <param name="X">From the left.</param>
/// <param name="Y">From the top.</param>
internal sealed record ChainPoint(int X, int Y);

/// <summary>A link with its way.</summary>
/// <param name="Link">The link.</param>
/// <param name="Points">From its start to its end, straight from one to the next.</param>
/// <param name="Words">What stands at it; nothing where that would say again what stands at another one.</param>
/// <param name="Label">Where its words stand: their middle where they stand above and below it, their start where they stand beside it.</param>
/// <param name="IsBeside">Whether they stand beside it.</param>
/// <param name="Badge">Where it is crossed out, if it is.</param>
internal sealed record ChainWire(
    ChainLink Link, ValueList<ChainPoint> Points, ValueList<BoxLine> Words, ChainPoint Label, bool IsBeside, ChainPoint Badge);

/// <summary>
/// A chain with places: the call goes down the left side, trust comes along the top, and where both have come to the certificate, what is
/// stored goes on to the right. Made for one page: three columns, so that a screen, a sheet of paper and a telephone's scrolling can show it.
/// </summary>
/// <param name="Boxes">The nodes.</param>
/// <param name="Wires">The links.</param>
/// <param name="TotalWidth">Width of it all.</param>
/// <param name="TotalHeight">Height of it all.</param>
internal sealed record ChainLayout(ValueList<ChainBox> Boxes, ValueList<ChainWire> Wires, int TotalWidth, int TotalHeight)
{
    /// <summary>Width of a column of the font that codes are set in, with a little more than any common font takes.</summary>
    public const double LabelColumn = 6.8;

    /// <summary>From one line of a label to the next.</summary>
    public const int LabelLine = 15;

    /// <summary>From a line to the words beside it.</summary>
    public const int LabelGap = 15;

    /// <summary>What is shown of the marks of a link.</summary>
    public const int MostMarks = 4;

    /// <summary>The words at a link: what it is, then what is wrong with it.</summary>
    /// <param name="link">The link.</param>
    public static IEnumerable<BoxLine> Words(ChainLink link)
    {
        yield return new BoxLine("word", link.Word);
        foreach (var mark in link.Marks.Take(MostMarks))
        {
            yield return new BoxLine(mark.Severity.Word(), mark.Text);
        }

        if (link.Marks.Count > MostMarks)
        {
            yield return new BoxLine(link.Marks[0].Severity.Word(), CountWords.More(link.Marks.Count - MostMarks));
        }
    }

    /// <summary>Width of words at a link, in pixels.</summary>
    /// <param name="words">The words.</param>
    public static int Width(IEnumerable<BoxLine> words) =>
        words.Select(line => (int)Math.Ceiling(FittedText.Columns(line.Text) * LabelColumn)).DefaultIfEmpty().Max();
}
