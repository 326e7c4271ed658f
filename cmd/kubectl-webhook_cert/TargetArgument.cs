using System.CommandLine;

namespace KubectlWebhookCert.Commands;

/// <summary>The words that name what a command is about.</summary>
internal static class TargetArgument
{
    /// <summary>What help calls it.</summary>
    public const string Name = "TARGET";

    /// <summary>An argument of any number of words, of which none is a flag.</summary>
    public static Argument<string[]> Create()
    {
        var words = new Argument<string[]>(Name) { Arity = ArgumentArity.ZeroOrMore };
        words.Validators.Add(UsageErrors.RefuseFlags);
        return words;
    }
}
