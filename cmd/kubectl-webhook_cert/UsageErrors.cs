using System.CommandLine;
using System.CommandLine.Parsing;
using KubectlWebhookCert.Core.Errors;
using KubectlWebhookCert.Core.Targets;

namespace KubectlWebhookCert.Commands;

/// <summary>What the parser refuses, in kubectl's words.</summary>
internal static class UsageErrors
{
    private const string UnknownFlag = "unknown flag: ";

    /// <summary>The error for a command line that does not parse.</summary>
    /// <param name="result">The parse result.</param>
    public static UsageException From(ParseResult result)
    {
        var command = result.CommandResult.Command;
        var path = CommandPath(result.CommandResult);
        var help = $"{path} --help";
        var unknown = result.UnmatchedTokens.Count > 0 ? result.UnmatchedTokens[0] : null;
        var error = result.Errors.Count > 0 ? result.Errors[0] : null;
        return (unknown, error) switch
        {
            (null, _) when command.Subcommands.Count > 0 => new UsageException("a command is needed", help),
            ({ } flag, _) when flag.StartsWith('-') => OfFlag(flag),
            ({ } word, _) when command.Subcommands.Count > 0 => new UsageException(
                $"unknown command \"{word}\" for \"{path}\"", Hint(word, command.Subcommands.Where(known => !known.Hidden).Select(known => known.Name))),
            (_, { } refused) when refused.Message.StartsWith(UnknownFlag, StringComparison.Ordinal) => OfFlag(refused.Message[UnknownFlag.Length..]),
            (_, { SymbolResult: OptionResult { Tokens: [] } option }) => new UsageException($"flag needs an argument: {option.Option.Name}", help),
            (_, { SymbolResult: OptionResult { Tokens: [.., var value] } option }) => new UsageException(
                $"invalid argument \"{value.Value}\" for {option.Option.Name}", help),
            (_, { } other) => new UsageException(Lower(other.Message), help),
            _ => new UsageException($"{path} does not take \"{unknown}\"", help),
        };

        UsageException OfFlag(string typed) => new(
            $"{UnknownFlag}{typed}", Hint(typed.Split('=')[0], Flags(result.CommandResult).Where(known => !known.Hidden).Select(known => known.Name)));

        // of a word of one or two letters everything short is near
        string Hint(string typed, IEnumerable<string> known) =>
            typed.TrimStart('-').Length > 2 && Resemblance.Closest(typed.TrimStart('-'), known.Select(name => name.TrimStart('-')).Where(name => name.Length > 1)) is { Count: > 0 } close
                ? $"did you mean {string.Join(", ", close.Select(name => typed.StartsWith('-') ? $"--{name}" : name))}? if not: {help}"
                : help;
    }

    /// <summary>An argument that takes any number of words would take an unknown flag for one.</summary>
    /// <param name="result">The argument's words.</param>
    public static void RefuseFlags(ArgumentResult result)
    {
        if (result.Tokens.FirstOrDefault(token => token.Value.StartsWith('-')) is { } flag)
        {
            result.AddError($"{UnknownFlag}{flag.Value}");
        }
    }

    /// <summary>The flags that a command takes: its own, and those of every command above it.</summary>
    /// <param name="result">The command as it was typed.</param>
    public static IEnumerable<Option> Flags(CommandResult result)
    {
        IEnumerable<Option> flags = result.Command.Options;
        for (var above = result.Parent; above is CommandResult command; above = command.Parent)
        {
            flags = flags.Concat(command.Command.Options.Where(option => option.Recursive));
        }

        return flags;
    }

    private static string CommandPath(CommandResult result)
    {
        var names = new List<string>();
        for (SymbolResult? at = result; at is CommandResult command; at = at.Parent)
        {
            names.Insert(0, command.Command.Name);
        }

        return string.Join(' ', names);
    }

    private static string Lower(string message) =>
        message.Length == 0 ? message : char.ToLowerInvariant(message[0]) + message[1..].TrimEnd('.');
}
