namespace KubectlWebhookCert.Core.Rules;

/// <summary>Every rule. The list is made from the files below this folder when the project is built: a new rule is one new file.</summary>
public static partial class RuleSet
{
    /// <summary>By group, then by code.</summary>
    public static ValueList<Rule> All { get; } =
        Listed().OrderBy(rule => rule.Group).ThenBy(rule => rule.Code, StringComparer.Ordinal).ToValueList();

    /// <summary>The rule of a code, or null.</summary>
    /// <param name="code">Any text.</param>
    public static Rule? Find(string code) => All.FirstOrDefault(rule => rule.Code == code);
}
