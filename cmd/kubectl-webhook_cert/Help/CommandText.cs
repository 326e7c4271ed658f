using KubectlWebhookCert.Core;

namespace KubectlWebhookCert.Commands.Help;

/// <summary>What a command's help says: its <c>--help</c>, man page and page in <c>docs/reference</c> are made of this and of its flags.</summary>
/// <param name="Summary">One line without a full stop, for the list of commands.</param>
/// <param name="Usage">What stands behind the command's name: <c>[TARGET] [flags]</c>.</param>
/// <param name="Explanation">Paragraphs with an empty line between them. One whose lines begin with blanks stays as it is: 80 columns at most.</param>
/// <param name="Examples">At least one where there is something to choose.</param>
internal sealed record CommandText(string Summary, string Usage, string Explanation, ValueList<CommandExample> Examples);

/// <summary>A command line to copy.</summary>
/// <param name="Purpose">What it is for, without a full stop.</param>
/// <param name="Line">As it is typed.</param>
internal sealed record CommandExample(string Purpose, string Line);
