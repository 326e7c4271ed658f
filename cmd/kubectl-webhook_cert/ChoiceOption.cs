using System.CommandLine;
using KubectlWebhookCert.Core;
using KubectlWebhookCert.Core.Errors;
using KubectlWebhookCert.Core.Targets;

namespace KubectlWebhookCert.Commands;

/// <summary>A flag whose value is one of a few words.</summary>
internal sealed class ChoiceOption : Option<string?>
{
    /// <summary>Declares it.</summary>
    /// <param name="name">As it is typed.</param>
    /// <param name="value">What help calls its value.</param>
    /// <param name="description">What it does; the words are added.</param>
    /// <param name="words">The words. What stands behind an equals sign is for the user to fill in: <c>jsonpath=TEMPLATE</c>.</param>
    /// <param name="aliases">Other names.</param>
    public ChoiceOption(string name, string value, string description, ValueList<string> words, params string[] aliases)
        : base(name, aliases)
    {
        HelpName = value;
        Description = $"{description}. One of: ({string.Join(", ", words)})";
        Words = words;
    }

    /// <summary>The words.</summary>
    public ValueList<string> Words { get; }

    /// <summary>The refusal of any other word.</summary>
    /// <param name="typed">The other word.</param>
    public UsageException Unknown(string typed) => new($"invalid value \"{typed}\" for {Name}", Hint(typed, Words));

    /// <summary>What to type instead of a word that is none of those there are.</summary>
    /// <param name="typed">The word.</param>
    /// <param name="words">Those there are.</param>
    public static string Hint(string typed, ValueList<string> words)
    {
        var close = Resemblance.Closest(typed, words.Select(word => word.Split('=')[0]));
        return $"{(close.Count > 0 ? $"did you mean {string.Join(", ", close)}? " : string.Empty)}use one of: {string.Join(", ", words)}";
    }
}
