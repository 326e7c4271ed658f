using System.CommandLine;
using System.CommandLine.Parsing;
using KubectlWebhookCert.Core.Errors;

namespace KubectlWebhookCert.Commands;

/// <summary>What the parser refuses, in kubectl's words.</summary>
internal static class UsageErrors
{
    /// <summary>The error for a command line that does not parse.</summary>
    /// <param name="result">The parse result.</param>
    public static UsageException From(ParseResult result)
    {
        var command = result.CommandResult.Command;
        var path = CommandPath(result.CommandResult);
        var hint = $"{path} --help";
        var unknown = result.UnmatchedTokens.Count > 0 ? result.UnmatchedTokens[0] : null;
        return (unknown, command.Subcommands.Count) switch
        {
            (null, > 0) => new UsageException("a command is needed", hint),
            ({ } flag, _) when flag.StartsWith('-') => new UsageException($"unknown flag: {flag}", hint),
            ({ } word, > 0) => new UsageException($"unknown command \"{word}\" for \"{path}\"", hint),
            _ => new UsageException(Lower(result.Errors[0].Message), hint),
        };
    }

    /// <summary>An argument that takes any number of words would take an unknown flag for one.</summary>
    /// <param name="result">The argument's words.</param>
    public static void RefuseFlags(ArgumentResult result)
    {
        if (result.Tokens.FirstOrDefault(token => token.Value.StartsWith('-')) is { } flag)
        {
            result.AddError($"unknown flag: {flag.Value}");
        }
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
