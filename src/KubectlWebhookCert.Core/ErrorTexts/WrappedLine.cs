namespace KubectlWebhookCert.Core.ErrorTexts;

/// <summary>A line as it stands in the text, without the frame that a terminal draws around it.</summary>
internal readonly record struct WrappedLine
{
    private const string Key = "essage:";
    private const char Frame = '│';

    public WrappedLine(string line)
    {
        var shown = line.AsSpan().TrimEnd();
        var inner = shown.TrimStart();
        IsFramed = inner.Length > 0 && inner[0] == Frame;
        Text = IsFramed ? inner.Trim(Frame).ToString() : shown.ToString();
        Indent = Text.Length - Text.AsSpan().TrimStart().Length;
        var column = Text.IndexOf(Key, StringComparison.Ordinal) - 1;
        MessageColumn = column >= 0 && Text.AsSpan(0, column).Trim("- ").IsEmpty ? column : null;
    }

    /// <summary>The line without frame; blanks at its start are kept.</summary>
    public string Text { get; }

    public bool IsFramed { get; }

    /// <summary>How many blanks it starts with.</summary>
    public int Indent { get; }

    /// <summary>Where the key <c>message:</c> stands, if the line begins with it.</summary>
    public int? MessageColumn { get; }
}
