using System.Globalization;
using System.Text;

namespace KubectlWebhookCert.Commands.Tests;

/// <summary>
/// The little of a shell that commands over files need: quotes, <c>"$(cat FILE)"</c>, <c>cat FILE |</c>, <c>| head -n NUMBER</c>, <c># comment</c>.
/// </summary>
/// <param name="Words">What stands behind <c>kubectl webhook-cert</c>.</param>
/// <param name="Input">Standard input.</param>
/// <param name="Lines">How many lines of the output are shown.</param>
internal sealed record ShellCommand(string[] Words, string Input, int Lines)
{
    /// <exception cref="InvalidDataException">It is a command that this cannot run.</exception>
    public static ShellCommand Parse(string command)
    {
        var parts = Pipeline(command);
        var own = Array.FindIndex(parts, part => part is ["kubectl", "webhook-cert", ..]);
        var input = parts[..Math.Max(own, 0)] switch
        {
            [] => string.Empty,
            [["cat", var file]] => File.ReadAllText(Repository.PathOf(file)),
            _ => throw new InvalidDataException($"only cat FILE may come before: {command}"),
        };
        var lines = parts[(own + 1)..] switch
        {
            _ when own < 0 => throw new InvalidDataException($"no kubectl webhook-cert: {command}"),
            [] => int.MaxValue,
            [["head", "-n", var number]] => int.Parse(number, CultureInfo.InvariantCulture),
            _ => throw new InvalidDataException($"only head -n NUMBER may follow: {command}"),
        };
        return new ShellCommand(parts[own][2..], input, lines);
    }

    /// <summary>The words of each command of a pipeline.</summary>
    /// <exception cref="InvalidDataException">It has what only a real shell understands.</exception>
    public static string[][] Pipeline(string command)
    {
        List<List<string>> parts = [[]];
        StringBuilder? word = null;
        char? quote = null;
        for (var at = 0; at < command.Length; at++)
        {
            var next = command[at];
            if (quote != '\'' && command.AsSpan(at).StartsWith("$(cat "))
            {
                var end = command.IndexOf(')', at);
                word = (word ?? new()).Append(File.ReadAllText(Repository.PathOf(command[(at + "$(cat ".Length)..end])).TrimEnd('\n'));
                at = end;
            }
            else if (next == quote)
            {
                quote = null;
            }
            else if (quote is null && next is '\'' or '"')
            {
                quote = next;
                word ??= new();
            }
            else if (quote is not null || !" |#$`<>;&".Contains(next, StringComparison.Ordinal) || (next == '#' && word is not null))
            {
                word = (word ?? new()).Append(next);
            }
            else if (next == '#')
            {
                break;
            }
            else if (next is ' ' or '|')
            {
                End();
                if (next == '|')
                {
                    parts.Add([]);
                }
            }
            else
            {
                throw new InvalidDataException($"{next} is for a real shell: {command}");
            }
        }

        End();
        return [.. parts.Select(part => part.ToArray())];

        void End()
        {
            if (word is not null)
            {
                parts[^1].Add(word.ToString());
                word = null;
            }
        }
    }
}
