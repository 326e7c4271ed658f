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

    /// <summary>Namespace (null where not said) and name of each Secret, and the flag or variable that names it.</summary>
    public static IEnumerable<(string? Namespace, string Name, string By)> Of(JsonElement container)
    {
        string[] words = [.. container.Items("command").Concat(container.Items("args")).Select(word => word.Text()).OfType<string>()];
        for (var index = 0; index < words.Length; index++)
        {
            var equals = words[index].IndexOf('=', StringComparison.Ordinal);
            var flag = equals < 0 ? words[index] : words[index][..equals];
            var value = equals >= 0 ? words[index][(equals + 1)..] : index + 1 < words.Length ? words[index + 1] : null;
            if (flag.StartsWith('-') && Parse(flag, value) is { } found)
            {
                yield return (found.Namespace, found.Name, flag);
            }
        }

        foreach (var variable in container.Items("env"))
        {
            if (variable.Text("name") is { } name && Parse(name, variable.Text("value")) is { } found)
            {
                yield return (found.Namespace, found.Name, name);
            }
        }
    }

    private static (string? Namespace, string Name)? Parse(string flag, string? value)
    {
        var words = flag.Replace('_', '-').ToLowerInvariant();
        if (value is null
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
