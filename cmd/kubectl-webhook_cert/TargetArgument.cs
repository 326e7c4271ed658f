using System.CommandLine;

namespace KubectlWebhookCert.Commands;

/// <summary>The words that name what a command is about.</summary>
internal static class TargetArgument
{
    /// <summary>An argument of any number of words, of which none is a flag.</summary>
    /// <param name="further">What else the command takes, in words.</param>
    /// <param name="mayBeAll">Whether the command takes the whole cluster where nothing is named.</param>
    public static Argument<string[]> Create(string further = "", bool mayBeAll = true)
    {
        var none = mayBeAll ? "; none: every webhook of the cluster" : string.Empty;
        var words = new Argument<string[]>("TARGET")
        {
            Description = $"NAME, TYPE/NAME or TYPE NAME of a webhook configuration, NAME of a webhook in one, service/NAME or secret/NAME{further}{none}",
            Arity = ArgumentArity.ZeroOrMore,
        };
        words.Validators.Add(UsageErrors.RefuseFlags);
        return words;
    }
}
