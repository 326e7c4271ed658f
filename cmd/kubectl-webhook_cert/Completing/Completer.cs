using System.CommandLine;
using KubectlWebhookCert.Commands.Commands;
using KubectlWebhookCert.Core.Errors;
using KubectlWebhookCert.Core.Rules;

namespace KubectlWebhookCert.Commands.Completing;

/// <summary>
/// <c>__complete WORDS</c>: how the last word may go on. Quick, and without a word about what fails: it runs while somebody types. API servers
/// are asked for names, endpoints never.
/// </summary>
/// <param name="tree">The commands.</param>
/// <param name="environment">The outside world.</param>
internal sealed class Completer(CommandTree tree, AppEnvironment environment)
{
    /// <summary>What is typed: the word that Cobra's programs take.</summary>
    public const string Command = "__complete";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    /// <summary>How the last word may go on.</summary>
    /// <param name="words">What stands behind <c>kubectl webhook-cert</c>; the last is being typed, maybe empty.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    public async Task<Completion> CompleteAsync(IReadOnlyList<string> words, CancellationToken cancellationToken)
    {
        using var deadline = new CancellationTokenSource(Patience, environment.Clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, deadline.Token);
        try
        {
            return words.Count == 0
                ? Commands(string.Empty)
                : await CompleteAsync([.. words.SkipLast(1)], words[^1], either.Token);
        }
        catch (Exception failure) when (failure is WebhookCertException or OperationCanceledException or InvalidOperationException or IOException)
        {
            return Completion.None; // InvalidOperationException: a flag before it has a value that makes no sense
        }
    }

    private async Task<Completion> CompleteAsync(string[] before, string word, CancellationToken cancellationToken)
    {
        if (before is ["help", .. var command])
        {
            return command.Length == 0 ? Commands(word) : Completion.None;
        }

        var flagsHaveEnded = before.Contains("--");
        if (!flagsHaveEnded && before is [.. var complete, var last] && !last.Contains('=', StringComparison.Ordinal) && Flag(Parse(complete), last) is { HelpName: not null } waiting)
        {
            return await ValuesAsync(waiting, word, Parse(complete), cancellationToken);
        }

        var typed = Parse(before);
        if (flagsHaveEnded || !word.StartsWith('-'))
        {
            return await ArgumentsAsync(word, typed, cancellationToken);
        }

        // of --flag=value the value alone: the scripts put the flag in front of it
        var equals = word.IndexOf('=', StringComparison.Ordinal);
        return equals < 0 ? Flags(word, typed)
            : Flag(typed, word[..equals]) is { HelpName: not null } flag ? await ValuesAsync(flag, word[(equals + 1)..], typed, cancellationToken)
            : Completion.None;
    }

    private ParseResult Parse(string[] words) => tree.Parse(CommandLineWords.WithEmptyValues(words));

    private static Option? Flag(ParseResult typed, string word) =>
        UsageErrors.Flags(typed.CommandResult).FirstOrDefault(flag => flag.Name == word || flag.Aliases.Contains(word));

    private Completion Commands(string word) => Completion.Of(
        word, tree.Plugin.Commands.SelectMany(group => group.Commands).Select(command => new Candidate(command.Name, command.Text.Summary)));

    // those that stand there already only where they may be repeated
    private static Completion Flags(string word, ParseResult typed) => Completion.Of(
        word,
        UsageErrors.Flags(typed.CommandResult)
            .Where(flag => flag.Arity.MaximumNumberOfValues > 1 || typed.GetResult(flag) is not { Implicit: false })
            .Select(flag => new Candidate(flag.Name, flag.Description))
            .OrderBy(candidate => candidate.Text, StringComparer.Ordinal));

    private async Task<Completion> ArgumentsAsync(string word, ParseResult typed, CancellationToken cancellationToken)
    {
        if (typed.CommandResult.Command == tree.Plugin)
        {
            return typed.UnmatchedTokens.Count == 0 ? Commands(word) : Completion.None;
        }

        var command = typed.CommandResult.Command.Name;
        var argument = typed.CommandResult.Command.Arguments.FirstOrDefault();
        string[] given = argument is null ? [] : [.. (typed.GetResult(argument)?.Tokens ?? []).Select(token => token.Value)];
        return (argument?.Name, given) switch
        {
            (TargetArgument.Name, _) => await new TargetCompletion(tree.Connection, typed, environment).CompleteAsync(given, word, TrustWords(command), cancellationToken),
            (_, []) when command == ExplainCommand.Name => Completion.Of(word, Rules()),
            (_, []) when command == RestoreCommand.Name => await new NameCompletion(tree.Connection, typed, environment).BackupsAsync(word, cancellationToken),
            (_, []) when command == CompletionCommand.Name => Completion.Of(word, CompletionScript.All.Select(script => new Candidate(script.Name, script.Description))),
            _ => Completion.None,
        };
    }

    // of what holds trust, adopt changes one thing at a time
    private static string[] TrustWords(string command) => command switch
    {
        ValidateCommand.Name => ["configmap/", "kubeconfig", "trust"],
        AdoptCommand.Name => ["configmap/", "kubeconfig"],
        _ => [],
    };

    private Task<Completion> ValuesAsync(Option flag, string word, ParseResult typed, CancellationToken cancellationToken)
    {
        var names = new NameCompletion(tree.Connection, typed, environment);
        return flag switch
        {
            ChoiceOption choice => Task.FromResult(Completion.Of(word, choice.Words.Select(Open))),
            { HelpName: ValueNames.File } => Task.FromResult(Completion.Files),
            { HelpName: ValueNames.Folder } => Task.FromResult(Completion.Folders),
            { HelpName: ValueNames.Codes } => Task.FromResult(Codes(word)),
            { HelpName: ValueNames.Context } => Task.FromResult(Completion.Of(word, names.Kubeconfig().Contexts)),
            { HelpName: ValueNames.Cluster } => Task.FromResult(Completion.Of(word, names.Kubeconfig().Clusters)),
            { HelpName: ValueNames.User } => Task.FromResult(Completion.Of(word, names.Kubeconfig().Users)),
            { HelpName: ValueNames.Namespace } => names.NamespacesAsync(word, cancellationToken),
            { HelpName: ValueNames.Secret } => names.SecretsAsync(word, cancellationToken),
            { HelpName: ValueNames.Issuer } => names.IssuersAsync(word, cancellationToken),
            { HelpName: ValueNames.Source } => new SourceCompletion(names).CompleteAsync(word, cancellationToken),
            _ => Task.FromResult(Completion.None),
        };
    }

    // jsonpath=TEMPLATE: up to what the user has to fill in
    private static string Open(string word) => word.IndexOf('=', StringComparison.Ordinal) is var equals and >= 0 ? word[..(equals + 1)] : word;

    private static Completion Codes(string word)
    {
        var given = word[..(word.LastIndexOf(',') + 1)];
        return Completion.Of(word, Rules().Select(rule => rule with { Text = given + rule.Text }));
    }

    private static IEnumerable<Candidate> Rules() => RuleSet.All.Select(rule => new Candidate(rule.Code, rule.Summary));
}
