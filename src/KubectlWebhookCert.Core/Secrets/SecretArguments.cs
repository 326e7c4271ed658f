using System.Text.Json;
using KubectlWebhookCert.Core.Model;

namespace KubectlWebhookCert.Core.Secrets;

/// <summary>
/// Secrets that a container is told of by name: <c>--webhook-secret-name=x</c> or <c>WEBHOOK_SECRET_NAME</c>. Operators that write
/// their own certificate (Spark Operator 2, for one) mount no Secret, and this spares a list of all Secrets.
/// </summary>
internal static class SecretArguments
{
    private static readonly ValueList<string> Subjects = ["webhook", "cert", "tls", "serving"];

    /// <summary>Each of them.</summary>
    public static IEnumerable<ToldSecret> Of(JsonElement container)
    {
        foreach (var setting in ContainerSetting.Of(container))
        {
            if (Parse(setting) is { } found)
            {
                yield return new ToldSecret(found.Namespace, found.Name, setting.Name);
            }
        }
    }

    private static (string? Namespace, string Name)? Parse(ContainerSetting setting)
    {
        var words = setting.Words;
        if (setting.Value is not { } value
            || !(words.EndsWith("secret", StringComparison.Ordinal) || words.EndsWith("secret-name", StringComparison.Ordinal))
            || !Subjects.Any(subject => words.Contains(subject, StringComparison.Ordinal)))
        {
            return null;
        }

        return value.Split('/') switch
        {
            [var name] when IsName(name) => (null, name),
            [var namespaceName, var name] when IsName(namespaceName) && IsName(name) => (namespaceName, name),
            _ => null,
        };
    }

    private static bool IsName(string text) =>
        text.Length is > 0 and <= 253
        && text.All(letter => char.IsAsciiLetterLower(letter) || char.IsAsciiDigit(letter) || letter is '-' or '.');
}
