namespace KubectlWebhookCert.Core.Reporting;

/// <summary>A node of a printed tree.</summary>
/// <param name="Lines">What it says; at least one line.</param>
/// <param name="Children">What hangs under it.</param>
public sealed record TreeNode(ValueList<TreeLine> Lines, ValueList<TreeNode> Children);

/// <summary>One line of a node: the thing, and what is said of it in a column of its own.</summary>
/// <param name="Text">The thing.</param>
/// <param name="Note">What is said of it; empty for nothing.</param>
/// <param name="Hang">How far what does not fit on the line is indented below it, in columns.</param>
public sealed record TreeLine(string Text, string Note = "", int Hang = 2);
