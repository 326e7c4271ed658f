using System.CommandLine;

namespace KubectlWebhookCert.Commands;

/// <summary>The words that name what a command is about.</summary>
internal static class TargetArgument
{
    /// <summary>An argument of any number of words, of which none is a flag.</summary>
    /// <param name="further">What else the command takes, in words.</param>
    public static Argument<string[]> Create(string further = "")
    {
        var words = new Argument<string[]>("TARGET")
        {
            Description = $"NAME, TYPE/NAME or TYPE NAME of a webhook configuration, NAME of a webhook in one, service/NAME or secret/NAME{further}; none: every webhook of the cluster",
            Arity = ArgumentArity.ZeroOrMore,
        };
        words.Validators.Add(UsageErrors.RefuseFlags);
        return words;
    }
}
